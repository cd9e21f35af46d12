import { sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { UnitId } from '#kernel/rooms/org.ts'
import { CLOSURES, PROGRESSES, SCHEDULES } from '#features/problems/domain/axes.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { ledgerByHolder } from '#features/problems/server/ledger-filter.queries.ts'
import { type LedgerScope, ledgerScope } from '#features/problems/server/lines/reach-key.queries.ts'
import { LedgerFilter } from '#features/problems/problems.contract.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { DESK_GROUPS, type LedgerQuery, PROVING, RUNNING, groupQueries } from '../../domain/desk/desk-groups.ts'
import { looksOverUnits, ownWork } from '../../domain/desk/own-work.ts'
import type { Desk, DeskUnit } from '../../desk.contract.ts'
import { firstRows } from './desk-rows.views.ts'
import { type Counted, countColumns, figureAt, figuresOf } from './figures.views.ts'

const ROWS_EACH = 20
export type Moment = { readonly now: Date; readonly today: Day }

/** What one has to see to, by clock; and how the units stand that lead it. */
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
    units: looksOverUnits(actor) ? await unitsOf(db, base, scope) : [],
  }
}

type UnitRow = Counted & { readonly id: UnitId; readonly name: string }
const AXES = [
  ...PROGRESSES.map((value) => ['progress', value] as const),
  ...SCHEDULES.map((value) => ['schedule', value] as const),
  ...CLOSURES.map((value) => ['closure', value] as const),
]
/** Column n0 counts all; then one for each value of each axis. */
const OVERDUE = sql.ref(`n${1 + AXES.findIndex(([, value]) => value === 'overdue')}`)

/** Every axis by lead unit, in one pass. */
async function unitsOf(db: ReadDb, base: LedgerQuery, scope: LedgerScope): Promise<DeskUnit[]> {
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
  return rows.map((row) => {
    const figures = queries.map((query, i) => figureAt(row, i, { ...base, ...query, unit: row.id }))
    const along = (axis: string) => Object.fromEntries(AXES.flatMap(([name, value], i) => (name === axis ? [[value, figures[i + 1]]] : [])))
    const [total = figureAt(undefined, 0, base)] = figures
    return {
      id: row.id,
      name: row.name,
      total,
      progress: along('progress') as DeskUnit['progress'],
      schedule: along('schedule') as DeskUnit['schedule'],
      closure: along('closure') as DeskUnit['closure'],
    }
  })
}
