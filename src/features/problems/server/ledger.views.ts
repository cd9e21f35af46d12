import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type CountGroup, countsOf } from '../domain/ledger-counts.ts'
import type { LedgerFilter, SORTS } from '../problems.contract.ts'
import { scheduleSql } from './axes.queries.ts'
import { loadDueContext } from './due-facts.queries.ts'
import { type Rows, TOTAL, ledgerLines, ledgerTally, ledgerTallyButAxes } from './ledger-filter.queries.ts'
import { ledgerRows } from './ledger-rows.queries.ts'
import { ledgerScope } from './lines/reach-key.queries.ts'

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
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  const rows = ledgerLines(filter, scope)
  const column = (sort?.replace('-', '') ?? 'clock') as Column | 'clock'
  const way = sort?.startsWith('-') ? sql`desc` : sql`asc`
  const order = sql`order by ${sql.join(ORDERS[column].map((part) => sql`${part} ${way}`))} limit ${size} offset ${(page - 1) * size}`
  const total = await totalOf(db, ledgerTally(filter, scope))
  const found = await queryRows<{ id: string }>(
    db,
    sql`select p.matter_id as id from ${total > FEW ? inOrder(rows, column) : few(rows, column)} ${order}`,
  )
  const context = await loadDueContext(db)
  const ids = found.map(({ id }) => id)
  return { asOf: today, total, rows: await ledgerRows(db, ids, { actor, today, context }) }
}

async function totalOf(db: ReadDb, { table, where }: Rows): Promise<number> {
  const [counted] = await queryRows<{ total: number }>(db, sql`select ${TOTAL} as total from ${table} where ${where}`)
  return counted?.total ?? 0
}

/** Where many fit, the first of a page are soon met on a walk along the index of the order; where few do, they are found and then sorted. */
const FEW = 500
const inOrder = ({ table, where }: Rows, column: Column | 'clock') => sql`${table} ${JOINS[column] ?? sql``} where ${where}`
const few = ({ table, where }: Rows, column: Column | 'clock') =>
  sql`(select p.matter_id, p.ended, p.due_on, p.sort_no, p.lead_unit_id, p.leader_id from ${table} where ${where} offset 0) p ${JOINS[column] ?? sql``}`

/** Counts by axis and by missing slot. */
export async function countProblems(db: ReadDb, actor: Actor, today: Day, filter: LedgerFilter) {
  const { table, where } = ledgerTallyButAxes(filter, await ledgerScope(db, reachOf(actor, 'problem.view'), today))
  const groups = await queryRows<CountGroup>(
    db,
    sql`select p.progress, p.closure, ${scheduleSql(today)} as schedule, p.missing, ${TOTAL} as count from ${table} where ${where}
      group by p.progress, p.closure, schedule, p.missing`,
  )
  return countsOf(groups, filter)
}
