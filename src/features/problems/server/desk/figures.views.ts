import { sql } from 'kysely'
import type { LedgerQuery } from '../../domain/desk/desk-groups.ts'
import { LedgerFilter } from '#features/problems/problems.contract.ts'
import { type LedgerScope, ledgerWhere } from '#features/problems/server/ledger-filter.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Figure } from '../../desk.contract.ts'

/** The ledger's own condition for a query: a figure and the list it opens cannot differ. */
export const rowsOf = (query: LedgerQuery, scope: LedgerScope) => ledgerWhere(LedgerFilter.parse(query), scope)

/** Counts of problem p under each query, as one list of columns named by their place; the reach is left to the WHERE around them. */
export function countColumns(queries: readonly LedgerQuery[], { today }: LedgerScope) {
  const within: LedgerScope = { reach: 'everything', today }
  return sql.join(queries.map((query, i) => sql`count(*) filter (where ${rowsOf(query, within)})::int as ${sql.ref(`n${i}`)}`))
}

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
  const [row] = await queryRows<Counted>(db, sql`select ${columns} from problem p where ${rowsOf(base, scope)}`)
  return Object.fromEntries(entries.map(([key, query], i) => [key, figureAt(row, i, { ...base, ...query })])) as Record<K, Figure>
}
