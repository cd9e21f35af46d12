import { sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { UnitId } from '#kernel/rooms/org.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { slotsAnywhere } from '#features/problems/server/required-slots.queries.ts'
import { ledgerByHolder } from '#features/problems/server/ledger-filter.queries.ts'
import { type LedgerScope, ledgerScope } from '#features/problems/server/lines/reach-key.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type LedgerQuery, PROVING, RUNNING, groupQueries } from '../../domain/desk/desk-groups.ts'
import type { OfficerDesk } from '../../desk.contract.ts'
import { firstRows } from './desk-rows.views.ts'
import type { Moment } from './desk.views.ts'
import { type Counted, countColumns, figureAt, figuresOf } from './figures.views.ts'

const ROWS_EACH = 8
const UNASSIGNED: LedgerQuery = { missing: 'unit', schedule: RUNNING }

/** What the office has to set right, and whom to remind. */
export async function officerDeskOf(db: ReadDb, actor: Actor, { now, today }: Moment): Promise<OfficerDesk> {
  const context = await loadDueContext(db)
  const soonDays = context.settings['desk.soon-days']
  const slots = slotsAnywhere(context)
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  const { overdue, soon, unconfirmed } = groupQueries({}, today, soonDays)
  const single = {
    all: {},
    running: { schedule: RUNNING },
    overdue,
    soon,
    unconfirmed,
    behind: { schedule: 'behind' },
    unassigned: UNASSIGNED,
    ...PROVING,
  }
  const bySlot = Object.fromEntries(slots.map((slot) => [`missing ${slot}`, { missing: slot, schedule: RUNNING }]))
  const figures = await figuresOf(db, {}, { ...single, ...bySlot }, scope)
  const [unassignedRows = [], unconfirmedRows = []] = await firstRows(db, {
    queries: [UNASSIGNED, unconfirmed],
    each: ROWS_EACH,
    scope,
    reader: { actor, today, context },
  })
  return {
    asOf: now.toISOString(),
    soonDays,
    all: figures.all,
    running: figures.running,
    overdue: figures.overdue,
    soon: figures.soon,
    behind: figures.behind,
    proving: { unapplied: figures.unapplied, unclosed: figures.unclosed },
    unassigned: { ...figures.unassigned, rows: unassignedRows },
    unconfirmed: { ...figures.unconfirmed, rows: unconfirmedRows },
    units: await pressedUnits(db, overdue, soon, scope),
    missing: slots.map((slot) => ({ slot, ...figureOf(figures, `missing ${slot}`) })),
  }
}

const figureOf = (figures: Readonly<Record<string, OfficerDesk['all']>>, key: string) => figures[key] ?? { count: 0, query: {} }

type UnitRow = Counted & { readonly id: UnitId; readonly name: string }

/** Lead units with something overdue or due soon, the most pressed first. */
async function pressedUnits(db: ReadDb, overdue: LedgerQuery, soon: LedgerQuery, scope: LedgerScope): Promise<OfficerDesk['units']> {
  const { table, where } = ledgerByHolder('lead', {}, scope)
  const rows = await queryRows<UnitRow>(
    db,
    sql`
    select u.id, coalesce(u.short_name, u.name) as name, c.n0, c.n1 from (
      select p.holder_id, ${countColumns([overdue, soon], scope)} from ${table} where ${where} group by p.holder_id
    ) c join unit u on u.id = c.holder_id where c.n0 + c.n1 > 0
    order by c.n0 desc, c.n1 desc, u.sort, u.name collate chinese, u.id`,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    overdue: figureAt(row, 0, { ...overdue, unit: row.id }),
    soon: figureAt(row, 1, { ...soon, unit: row.id }),
  }))
}
