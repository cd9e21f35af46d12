import { sql } from 'kysely'
import type { LedgerQuery } from '../../domain/desk/desk-groups.ts'
import { LedgerFilter } from '#features/problems/problems.contract.ts'
import { ledgerLines, ledgerTally, ofEachRow } from '#features/problems/server/ledger-filter.queries.ts'
import type { LedgerScope } from '#features/problems/server/lines/reach-key.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Figure } from '../../desk.contract.ts'

/** The ledger's own lines for a query: a figure and the list it opens cannot differ. */
export const linesOf = (query: LedgerQuery, scope: LedgerScope) => ledgerLines(LedgerFilter.parse(query), scope)

/** Counts of rows p under each query, as one list of columns named by their place; queries have no holders, these are left to the rows around. */
export const countColumns = (queries: readonly LedgerQuery[], scope: LedgerScope) =>
  sql.join(
    queries.map(
      (query, i) => sql`coalesce(sum(p.n) filter (where ${ofEachRow(LedgerFilter.parse(query), scope)}), 0)::int as ${sql.ref(`n${i}`)}`,
    ),
  )

export type Counted = Readonly<Record<`n${number}`, number>>
export const figureAt = (row: Counted | undefined, i: number, query: LedgerQuery): Figure => ({
  count: row?.[`n${i}`] ?? 0,
  query: { ...query },
})

/** How many problems each query opens under common conditions: one pass. */
export async function figuresOf<K extends string>(
  db: ReadDb,
  base: LedgerQuery,
  queries: Readonly<Record<K, LedgerQuery>>,
  scope: LedgerScope,
): Promise<Record<K, Figure>> {
  const entries = Object.entries<LedgerQuery>(queries)
  const columns = countColumns(
    entries.map(([, query]) => query),
    scope,
  )
  const { table, where } = ledgerTally(LedgerFilter.parse(base), scope)
  const [row] = await queryRows<Counted>(db, sql`select ${columns} from ${table} where ${where}`)
  return Object.fromEntries(entries.map(([key, query], i) => [key, figureAt(row, i, { ...base, ...query })])) as Record<K, Figure>
}
