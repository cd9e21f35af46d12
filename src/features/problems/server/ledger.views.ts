import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type CountGroup, countsOf } from '../domain/ledger-counts.ts'
import type { LedgerFilter, SORTS } from '../problems.contract.ts'
import { scheduleSql } from './axes.queries.ts'
import { loadDueContext } from './due-facts.queries.ts'
import { type LedgerScope, ledgerWhere, ledgerWhereButAxes } from './ledger-filter.queries.ts'
import { ledgerRows } from './ledger-rows.queries.ts'

type Sort = (typeof SORTS)[number]
type Column = Exclude<Sort, `-${string}`>
export type LedgerQuery = LedgerFilter & { readonly sort?: Sort | undefined; readonly page: number; readonly size: number }

const NO = sql`p.sort_no collate chinese`
/** What the ledger is sorted by, last of all by something that never ties; each but unit and leader is an index. */
const ORDERS: Readonly<Record<Column | 'clock', readonly RawBuilder<unknown>[]>> = {
  clock: [sql`p.ended`, sql`p.due_on`, NO, sql`p.matter_id`],
  due: [sql`p.due_on`, NO, sql`p.matter_id`],
  no: [NO, sql`p.matter_id`],
  title: [sql`left(m.title, 40) collate chinese`, sql`m.id`],
  created: [sql`m.created_at`, sql`m.id`],
  unit: [sql`u.place`, NO, sql`p.matter_id`],
  leader: [sql`q.place`, NO, sql`p.matter_id`],
}
const MATTER = sql`join matter m on m.id = p.matter_id`
const JOINS: Readonly<Partial<Record<Column | 'clock', RawBuilder<unknown>>>> = {
  title: MATTER,
  created: MATTER,
  // names are compared once each, not once a problem
  unit: sql`left join (select id, row_number() over (order by sort, name collate chinese, id) as place from unit) u on u.id = p.lead_unit_id`,
  leader: sql`left join (select id, row_number() over (order by name collate chinese, id) as place from person) q on q.id = p.leader_id`,
}

/** One page of the ledger with its exact total: the ids first, then the lines of that page alone. */
export async function listProblems(db: ReadDb, actor: Actor, today: Day, { sort, page, size, ...filter }: LedgerQuery) {
  const reach = reachOf(actor, 'problem.view')
  const where = ledgerWhere(filter, { reach, today })
  const column = (sort?.replace('-', '') ?? 'clock') as Column | 'clock'
  const way = sort?.startsWith('-') ? sql`desc` : sql`asc`
  const order = sql`order by ${sql.join(ORDERS[column].map((part) => sql`${part} ${way}`))} limit ${size} offset ${(page - 1) * size}`
  const { total, ids } =
    reach === 'everything' && filter.q === undefined ? await found(db, where, column, order) : await foundAtOnce(db, where, column, order)
  const context = await loadDueContext(db)
  const rows = await ledgerRows(db, ids, { actor, today, context })
  return { asOf: today, total, rows }
}

type Found = { readonly total: number; readonly ids: readonly string[] }

async function countFound(db: ReadDb, where: RawBuilder<unknown>): Promise<number> {
  const [counted] = await queryRows<{ total: number }>(db, sql`select count(*)::int as total from problem p where ${where}`)
  return counted?.total ?? 0
}

async function found(db: ReadDb, where: RawBuilder<unknown>, column: Column | 'clock', order: RawBuilder<unknown>): Promise<Found> {
  const total = await countFound(db, where)
  const ids = await queryRows<{ id: string }>(
    db,
    sql`select p.matter_id as id from ${total > FEW ? inOrder(where, column) : few(where, column)} ${order}`,
  )
  return { total, ids: ids.map(({ id }) => id) }
}

/** What somebody's reach or a search leaves must be looked up row by row, so it is counted and sorted in the same pass. */
async function foundAtOnce(db: ReadDb, where: RawBuilder<unknown>, column: Column | 'clock', order: RawBuilder<unknown>): Promise<Found> {
  const rows = await queryRows<{ id: string; total: number }>(
    db,
    sql`select p.matter_id as id, (count(*) over ())::int as total from ${few(where, column)} ${order}`,
  )
  return { total: rows[0]?.total ?? (await countFound(db, where)), ids: rows.map(({ id }) => id) }
}

/** Where many fit, the first of a page are soon met on a walk along the index of the order; where few do, they are found and then sorted. */
const FEW = 5000
const inOrder = (where: RawBuilder<unknown>, column: Column | 'clock') => sql`problem p ${JOINS[column] ?? sql``} where ${where}`
const few = (where: RawBuilder<unknown>, column: Column | 'clock') =>
  sql`(select p.matter_id, p.ended, p.due_on, p.sort_no, p.lead_unit_id, p.leader_id from problem p where ${where} offset 0) p ${JOINS[column] ?? sql``}`

/** Counts by axis and by missing slot: one pass over an index; days are grouped before they are put into words. */
export async function countProblems(db: ReadDb, actor: Actor, today: Day, filter: LedgerFilter) {
  const scope: LedgerScope = { reach: reachOf(actor, 'problem.view'), today }
  const alike = sql`p.ended, p.due_on, p.next_due_on, p.review_on, p.progress, p.closure, p.missing`
  const groups = await queryRows<CountGroup>(
    db,
    sql`select p.progress, p.closure, ${scheduleSql(today)} as schedule, p.missing, sum(p.n)::int as count
      from (select ${alike}, count(*) as n from problem p where ${ledgerWhereButAxes(filter, scope)} group by ${alike}) p
      group by p.progress, p.closure, schedule, p.missing`,
  )
  return countsOf(groups, filter)
}
