import { type RawBuilder, sql } from 'kysely'
import { type Actor, type Reach, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { PersonId, SourceId, UnitId } from '#kernel/ids.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { loadSettings } from '#features/org/server/settings.queries.ts'
import { type ReadDb, ask } from '#platform/db.ts'
import { type CountGroup, countsOf } from '../domain/ledger-counts.ts'
import type { LedgerFilter, SORTS } from '../problems.contract.ts'
import { scheduleSql } from './axes.queries.ts'
import { loadDueContext } from './due-facts.queries.ts'
import { type Asking, ledgerWhere, ledgerWhereButAxes } from './ledger-filter.queries.ts'
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
  unit: [sql`u.sort`, sql`u.name collate chinese`, NO, sql`p.matter_id`],
  leader: [sql`q.name collate chinese`, sql`q.id`, NO, sql`p.matter_id`],
}
const MATTER = sql`join matter m on m.id = p.matter_id`
const JOINS: Readonly<Partial<Record<Column | 'clock', RawBuilder<unknown>>>> = {
  title: MATTER,
  created: MATTER,
  unit: sql`left join unit u on u.id = p.lead_unit_id`,
  leader: sql`left join person q on q.id = p.leader_id`,
}

/** One page of the ledger with its exact total: the ids first, then the lines of that page alone. */
export async function listProblems(db: ReadDb, actor: Actor, today: Day, { sort, page, size, ...filter }: LedgerQuery) {
  const where = ledgerWhere(filter, { reach: reachOf(actor, 'problem.view'), today })
  const column = (sort?.replace('-', '') ?? 'clock') as Column | 'clock'
  const way = sort?.startsWith('-') ? sql`desc` : sql`asc`
  const order = sql.join(ORDERS[column].map((part) => sql`${part} ${way}`))
  const [counted] = await ask<{ total: number }>(db, sql`select count(*)::int as total from problem p where ${where}`)
  const ids = await ask<{ id: string }>(
    db,
    sql`select p.matter_id as id from problem p ${JOINS[column] ?? sql``} where ${where} order by ${order} limit ${size} offset ${(page - 1) * size}`,
  )
  const context = await loadDueContext(db)
  const rows = await ledgerRows(
    db,
    ids.map(({ id }) => id),
    { actor, today, context },
  )
  return { asOf: today, total: counted?.total ?? 0, rows }
}

/** Counts by axis and by missing slot: one pass over the problems, grouped. */
export async function countProblems(db: ReadDb, actor: Actor, today: Day, filter: LedgerFilter) {
  const asking: Asking = { reach: reachOf(actor, 'problem.view'), today }
  const groups = await ask<CountGroup>(
    db,
    sql`select p.progress, p.closure, ${scheduleSql(today)} as schedule, p.missing, count(*)::int as count
      from problem p where ${ledgerWhereButAxes(filter, asking)} group by p.progress, p.closure, schedule, p.missing`,
  )
  return countsOf(groups, filter)
}

/** What the filters offer: only what occurs in problems within reach. */
export async function ledgerChoices(db: ReadDb, actor: Actor) {
  const reach = reachOf(actor, 'problem.view')
  const settings = await loadSettings(db)
  const rounds = await ask<{ round: string }>(
    db,
    sql`select distinct p.round collate chinese as round from problem p where p.round is not null and ${withinReach(reach)} order by 1`,
  )
  return {
    sources: await ask(
      db,
      sql<{ id: SourceId; name: string }>`select s.id, s.name from source s
        where exists (select from problem p where p.source_id = s.id and ${withinReach(reach)}) order by s.name collate chinese`,
    ),
    rounds: rounds.map(({ round }) => round),
    units: await ask(
      db,
      sql<{ id: UnitId; name: string }>`select u.id, coalesce(u.short_name, u.name) as name from unit u
        where exists (${holding(reach, sql`r.unit_id = u.id and r.part = 'lead'`)}) order by u.sort, u.name collate chinese`,
    ),
    leaders: await ask(
      db,
      sql<{ id: PersonId; name: string }>`select q.id, q.name from person q
        where exists (${holding(reach, sql`r.person_id = q.id and r.part = 'leader'`)}) order by q.name collate chinese`,
    ),
    mechanism: { name: settings['mechanism.name'], slots: settings['mechanism.slots'] },
  }
}

const holding = (reach: Reach, who: RawBuilder<unknown>) =>
  sql`select from responsibility r join problem p on p.matter_id = r.matter_id where ${who} and r.to_on is null and ${withinReach(reach)}`
