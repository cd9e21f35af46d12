import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { MOST_HITS, WALK, isFoundBy, someFoundBy } from '#features/matters/server/search.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type CountGroup, countsOf } from '../domain/ledger-counts.ts'
import type { ListedColumn } from '../domain/listed-columns.ts'
import type { LedgerFilter, SORTS } from '../problems.contract.ts'
import { scheduleSql } from './axes.queries.ts'
import { loadDueContext } from './due-facts.queries.ts'
import { type Rows, TOTAL, butWords, isSearch, ledgerLines, ledgerTally, ledgerTallyButAxes } from './ledger-filter.queries.ts'
import { ledgerRowsWithin, listedRows } from './ledger-rows.queries.ts'
import { type LedgerScope, ledgerScope } from './lines/reach-key.queries.ts'

type Sort = (typeof SORTS)[number]
type Column = Exclude<Sort, `-${string}`>
export type LedgerQuery = LedgerFilter & { readonly sort?: Sort | undefined; readonly page: number; readonly size: number }
type VisibleColumns = { readonly columns?: readonly ListedColumn[] | undefined }

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

/** One page of the ledger with its total: the ids first, then the lines of that page alone. */
export async function listProblems(
  db: ReadDb,
  actor: Actor,
  today: Day,
  { sort, page, size, columns, ...filter }: LedgerQuery & VisibleColumns,
) {
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  const column = (sort?.replace('-', '') ?? 'clock') as Column | 'clock'
  const way = sort?.startsWith('-') ? sql`desc` : sql`asc`
  const { ids, ...totals } = await pageOf(db, filter, scope, { column, way, page, size })
  const context = await loadDueContext(db)
  const reader = { actor, today, context }
  return { asOf: today, ...totals, rows: await (columns ? listedRows(db, ids, reader, columns) : ledgerRowsWithin(db, ids, reader)) }
}

type Place = { readonly column: Column | 'clock'; readonly way: RawBuilder<unknown>; readonly page: number; readonly size: number }
type Page = { readonly total: number; readonly isMore: boolean; readonly ids: string[] }

async function pageOf(db: ReadDb, filter: LedgerFilter, scope: LedgerScope, place: Place): Promise<Page> {
  const some = isSearch(filter) ? await someFound(db, filter, scope) : undefined
  const met = some?.isMany && some.within > 0 ? await metOnTheWay(db, filter, scope, place) : []
  const { column, way, page, size } = place
  const before = (page - 1) * size
  if (some && met.length > size) return { total: Math.max(some.within, before + met.length) - 1, isMore: true, ids: met.slice(0, size) }
  const total = some && !some.isMany ? some.within : await totalOf(db, ledgerTally(filter, scope))
  const rows = ledgerLines(filter, scope)
  const order = sql`order by ${sql.join(ORDERS[column].map((part) => sql`${part} ${way}`))} limit ${size} offset ${before}`
  const found = await queryRows<{ id: string }>(
    db,
    sql`select p.matter_id as id from ${total > FEW ? inOrder(rows, column) : few(rows, column)} ${order}`,
  )
  return { total, isMore: false, ids: found.map(({ id }) => id) }
}

/** Of a common word, the ids of a page and one more, as they are met in the order of the list; fewer: the way was too short. */
async function metOnTheWay(db: ReadDb, filter: LedgerFilter, scope: LedgerScope, { column, way, page, size }: Place) {
  const parts = ORDERS[column].map((part, i) => ({ part, name: sql.ref(`k${i}`) }))
  const orderOf = (columns: readonly RawBuilder<unknown>[]) => sql`order by ${sql.join(columns.map((one) => sql`${one} ${way}`))}`
  const rows = inOrder(ledgerLines(butWords(filter), scope), column)
  const met = await queryRows<{ id: string }>(
    db,
    sql`select p.id from (
        select p.matter_id as id, ${sql.join(parts.map(({ part, name }) => sql`${part} as ${name}`))}
        from ${rows} ${orderOf(ORDERS[column])} limit ${WALK}) p
      where ${isFoundBy(filter.q ?? '', sql`p.id`)} ${orderOf(parts.map(({ name }) => name))} limit ${size + 1} offset ${(page - 1) * size}`,
  )
  return met.map(({ id }) => id)
}

/** Whether more is found than is counted, and how many lines there are of what is recalled: all, unless it is too much. */
async function someFound(db: ReadDb, filter: LedgerFilter, scope: LedgerScope): Promise<{ isMany: boolean; within: number }> {
  const { table, where } = ledgerLines(butWords(filter), scope)
  const [some] = await queryRows<{ isMany: boolean; within: number }>(
    db,
    sql`with recalled as materialized (${someFoundBy(filter.q ?? '')})
      select (select count(*) from recalled) > ${MOST_HITS} as "isMany",
        (select count(*)::int from ${table} where ${where} and p.matter_id in (select id from recalled)) as within`,
  )
  return some ?? { isMany: false, within: 0 }
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

/** Counts by axis and by missing slot; of a common word, of as many hits as are recalled. */
export async function countProblems(db: ReadDb, actor: Actor, today: Day, filter: LedgerFilter) {
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  const some = isSearch(filter) ? await someFound(db, filter, scope) : undefined
  const isMore = some !== undefined && some.isMany && some.within > 0
  const { table, where } = ledgerTallyButAxes(filter, scope, isMore ? 'some' : 'all')
  const groups = await queryRows<CountGroup>(
    db,
    sql`select p.progress, p.closure, ${scheduleSql(today)} as schedule, p.missing, ${TOTAL} as count from ${table} where ${where}
      group by p.progress, p.closure, schedule, p.missing`,
  )
  return { ...countsOf(groups, filter), isMore }
}
