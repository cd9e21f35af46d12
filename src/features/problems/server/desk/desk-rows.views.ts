import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { type Reader, listedRows } from '#features/problems/server/ledger-rows.queries.ts'
import type { LedgerScope } from '#features/problems/server/lines/reach-key.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { LedgerQuery } from '../../domain/desk/desk-groups.ts'
import { proofOf, todoOf } from '../../domain/desk/todo.ts'
import type { DeskRow } from '../../desk.contract.ts'
import { linesOf } from './figures.views.ts'

type First = { readonly place: number; readonly id: string; readonly nextDueOn: Day | null }
type Wanted = { readonly queries: readonly LedgerQuery[]; readonly each: number; readonly scope: LedgerScope; readonly reader: Reader }

/** As the ledger is ordered by clock, which is an index; what has no last day by its next review. */
const orderOf = ({ dated }: LedgerQuery) =>
  dated === undefined ? sql`p.ended, p.due_on, p.sort_no collate chinese, p.matter_id` : sql`p.review_on, p.matter_id`

/** What a row of a desk is made of. */
const COLUMNS = ['lead', 'clock', 'progress', 'missing', 'measures', 'target'] as const

/** The first rows of several lists by clock: a constant number of queries whatever their number. */
export async function firstRows(db: ReadDb, { queries, each, scope, reader }: Wanted): Promise<DeskRow[][]> {
  const lists = queries.map((query, i) => {
    const { table, where } = linesOf(query, scope)
    return sql`(select ${sql.lit(i)} as place, row_number() over (order by ${orderOf(query)}) as n, p.matter_id as id, p.next_due_on as "nextDueOn"
      from ${table} where ${where} order by ${orderOf(query)} limit ${each})`
  })
  const found = await queryRows<First>(
    db,
    sql`select place, id, "nextDueOn" from (${sql.join(lists, sql` union all `)}) l order by place, n`,
  )
  const rows = await listedRows(db, [...new Set(found.map(({ id }) => id))], reader, COLUMNS)
  const byId = new Map(rows.map((row) => [row.id as string, row]))
  return queries.map((_, i) =>
    found.flatMap(({ place, id, nextDueOn }) => {
      const row = byId.get(id)
      if (place !== i || !row) return []
      const facts = { ...row, reviewOn: row.reviewOn, nextDueOn }
      return [{ ...row, todo: todoOf(facts, reader.today), proof: proofOf(row) }]
    }),
  )
}
