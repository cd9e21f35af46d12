import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { MOST_HITS, WALK, isFoundBy } from '#features/matters/server/search.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type CountGroup, countsOf } from '../domain/ledger-counts.ts'
import type { ListedColumn } from '../domain/listed-columns.ts'
import type { LedgerFilter, SORTS } from '../problems.contract.ts'
import { scheduleSql } from './axes.queries.ts'
import { loadDueContext } from './due-facts.queries.ts'
import {
  type Rows,
  TOTAL,
  butWords,
  isSearch,
  ledgerLines,
  ledgerRecalled,
  ledgerTally,
  ledgerTallyButAxes,
} from './ledger-filter.queries.ts'
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
  if (!isSearch(filter)) return wholePage(db, filter, scope, place)
  const { within, ids } = await somePage(db, filter, scope, place)
  if (ids) return { total: within, isMore: false, ids }
  const met = within > 0 ? await metOnTheWay(db, filter, scope, place) : []
  const { page, size } = place
  if (met.length <= size) return wholePage(db, filter, scope, place)
  return { total: Math.max(within, (page - 1) * size + met.length) - 1, isMore: true, ids: met.slice(0, size) }
}

/** Whatever is found, counted and in order. */
async function wholePage(db: ReadDb, filter: LedgerFilter, scope: LedgerScope, place: Place): Promise<Page> {
  const total = await totalOf(db, ledgerTally(filter, scope))
  const rows = ledgerLines(filter, scope)
  const found = await queryRows<{ id: string }>(
    db,
    sql`select p.matter_id as id from ${total > FEW ? inOrder(rows, place.column) : few(rows, place.column)} ${onPage(place)}`,
  )
  return { total, isMore: false, ids: found.map(({ id }) => id) }
}

const onPage = ({ column, way, page, size }: Place) =>
  sql`order by ${sql.join(ORDERS[column].map((part) => sql`${part} ${way}`))} limit ${size} offset ${(page - 1) * size}`

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

const IS_MANY = sql<boolean>`(select count(*) from recalled) > ${MOST_HITS}`
type Some = { readonly within: number; readonly ids: string[] | null }

/** How many lines there are of what is recalled; and the page of them, unless more is found within reach than is recalled. */
async function somePage(db: ReadDb, filter: LedgerFilter, scope: LedgerScope, place: Place): Promise<Some> {
  const { recalled, ...rows } = ledgerRecalled(filter, scope, 'on axes')
  const [some] = await queryRows<Some>(
    db,
    sql`with recalled as materialized (${recalled}), hits as materialized (${lines(rows)})
      select (select count(*)::int from hits) as within,
        case when not ${IS_MANY} then array(select p.matter_id from hits p ${JOINS[place.column] ?? sql``} ${onPage(place)}) end as ids`,
  )
  return some ?? { within: 0, ids: [] }
}

async function totalOf(db: ReadDb, { table, where }: Rows): Promise<number> {
  const [counted] = await queryRows<{ total: number }>(db, sql`select ${TOTAL} as total from ${table} where ${where}`)
  return counted?.total ?? 0
}

/** Where many fit, the first of a page are soon met on a walk along the index of the order; where few do, they are found and then sorted. */
const FEW = 500
const inOrder = ({ table, where }: Rows, column: Column | 'clock') => sql`${table} ${JOINS[column] ?? sql``} where ${where}`
const few = (rows: Rows, column: Column | 'clock') => sql`(${lines(rows)} offset 0) p ${JOINS[column] ?? sql``}`
const lines = ({ table, where }: Rows) =>
  sql`select p.matter_id, p.ended, p.due_on, p.sort_no, p.lead_unit_id, p.leader_id from ${table} where ${where}`

/** Counts by axis and by missing slot; of a common word, of as many hits as are recalled. */
export async function countProblems(db: ReadDb, actor: Actor, today: Day, filter: LedgerFilter) {
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  if (isSearch(filter)) {
    const { isMany, groups } = await someGroups(db, filter, scope)
    const counts = countsOf(groups, filter)
    if (!isMany || counts.total > 0) return { ...counts, isMore: isMany }
  }
  const groups = await queryRows<CountGroup>(db, groupsOf(ledgerTallyButAxes(filter, scope), today, TOTAL))
  return { ...countsOf(groups, filter), isMore: false }
}

const groupsOf = ({ table, where }: Rows, today: Day, count: RawBuilder<number>) =>
  sql<CountGroup>`select p.progress, p.closure, ${scheduleSql(today)} as schedule, p.missing, ${count} as count from ${table} where ${where}
    group by p.progress, p.closure, schedule, p.missing`

type SomeGroups = { readonly isMany: boolean; readonly groups: CountGroup[] }
async function someGroups(db: ReadDb, filter: LedgerFilter, scope: LedgerScope): Promise<SomeGroups> {
  const { recalled, ...rows } = ledgerRecalled(filter, scope, 'but axes')
  const [some] = await queryRows<SomeGroups>(
    db,
    sql`with recalled as materialized (${recalled})
      select ${IS_MANY} as "isMany", coalesce((select jsonb_agg(g) from (${groupsOf(rows, scope.today, sql`count(*)::int`)}) g), '[]') as groups`,
  )
  return some ?? { isMany: false, groups: [] }
}
