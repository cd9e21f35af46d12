import { sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { CLOSURES, PROGRESSES, SCHEDULES } from '#features/problems/domain/axes.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { ledgerByHolder } from '#features/problems/server/ledger-filter.queries.ts'
import { ledgerScope } from '#features/problems/server/lines/reach-key.queries.ts'
import { LedgerFilter } from '#features/problems/problems.contract.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { DESK_GROUPS, type LedgerQuery, PROVING, RUNNING, groupQueries } from '../../domain/desk/desk-groups.ts'
import { ownWork } from '../../domain/desk/own-work.ts'
import type { Desk, DeskUnit, DeskUnits } from '../../desk.contract.ts'
import { firstRows } from './desk-rows.views.ts'
import { type Counted, countColumns, figuresOf } from './figures.views.ts'

const ROWS_EACH = 20
export type Moment = { readonly now: Date; readonly today: Day }

/** What one has to see to, by clock. */
export async function deskOf(db: ReadDb, actor: Actor, { now, today }: Moment): Promise<Desk> {
  const context = await loadDueContext(db)
  const soonDays = context.settings['desk.soon-days']
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  const base = ownWork(actor)
  const queries = groupQueries(base, today, soonDays)
  const figures = await figuresOf(
    db,
    base,
    { ...groupQueries({}, today, soonDays), ...PROVING, all: {}, running: { schedule: RUNNING } },
    scope,
  )
  const rows = await firstRows(db, {
    queries: DESK_GROUPS.map((group) => queries[group]),
    each: ROWS_EACH,
    scope,
    reader: { actor, today, context },
  })
  return {
    asOf: now.toISOString(),
    soonDays,
    all: figures.all,
    running: figures.running,
    proving: { unapplied: figures.unapplied, unclosed: figures.unclosed },
    groups: DESK_GROUPS.map((group, i) => ({ group, ...figures[group], rows: rows[i] ?? [] })),
  }
}

type UnitRow = Counted & Pick<DeskUnit, 'id' | 'name'>
const AXES = [
  ...PROGRESSES.map((value) => ['progress', value] as const),
  ...SCHEDULES.map((value) => ['schedule', value] as const),
  ...CLOSURES.map((value) => ['closure', value] as const),
]
/** Column n0 counts all; then one for each value of each axis. */
const nth = (axis: string, value: string) => `n${1 + AXES.findIndex(([name, one]) => name === axis && one === value)}` as const
const OVERDUE = sql.ref(nth('schedule', 'overdue'))

/** How one's own work stands by lead unit: every axis in one pass. */
export async function deskUnitsOf(db: ReadDb, actor: Actor, today: Day): Promise<DeskUnits> {
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  const base = ownWork(actor)
  const queries: LedgerQuery[] = [{}, ...AXES.map(([axis, value]) => ({ [axis]: value }))]
  const { table, where } = ledgerByHolder('lead', LedgerFilter.parse(base), scope)
  const rows = await queryRows<UnitRow>(
    db,
    sql`
    select u.id, coalesce(u.short_name, u.name) as name, c.* from (
      select p.holder_id, ${countColumns(queries, scope)} from ${table} where ${where} group by p.holder_id
    ) c join unit u on u.id = c.holder_id where n0 > 0
    order by ${OVERDUE} desc, n0 desc, u.sort, u.name collate chinese, u.id`,
  )
  const along = <T extends string>(row: UnitRow, axis: string, values: readonly T[]) =>
    Object.fromEntries(values.map((value) => [value, row[nth(axis, value)] ?? 0])) as Record<T, number>
  return {
    query: { ...base },
    units: rows.map((row) => ({
      id: row.id,
      name: row.name,
      total: row['n0'] ?? 0,
      progress: along(row, 'progress', PROGRESSES),
      schedule: along(row, 'schedule', SCHEDULES),
      closure: along(row, 'closure', CLOSURES),
    })),
  }
}
