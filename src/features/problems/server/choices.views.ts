import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { PersonId, SourceId, UnitId } from '#kernel/rooms/org.ts'
import { loadSettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type Rows, ledgerByHolder, ledgerKinds } from './ledger-filter.queries.ts'
import { ledgerScope } from './lines/reach-key.queries.ts'
import { slotsAnywhere } from './required-slots.queries.ts'

const occurring = (column: RawBuilder<unknown>, { table, where }: Rows) =>
  sql`select ${column} from ${table} where ${where} group by ${column} having sum(p.n) > 0`

/** What the filters offer: only what occurs in problems within reach, by the tally. */
export async function ledgerChoices(db: ReadDb, actor: Actor, today: Day) {
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  const settings = await loadSettingsOfSources(db)
  const round = sql`left(p.round, 60)`
  const rounds = await queryRows<{ round: string }>(
    db,
    sql`select round from (${occurring(round, ledgerKinds(scope))}) found(round) where round is not null order by round collate chinese`,
  )
  return {
    sources: await queryRows(
      db,
      sql<{ id: SourceId; name: string }>`select s.id, s.name from source s
        where s.id in (${occurring(sql`p.source_id`, ledgerKinds(scope))}) order by s.name collate chinese`,
    ),
    rounds: rounds.map((found) => found.round),
    units: await queryRows(
      db,
      sql<{ id: UnitId; name: string }>`select u.id, coalesce(u.short_name, u.name) as name from unit u
        where u.id in (${occurring(sql`p.holder_id`, ledgerByHolder('lead', {}, scope))}) order by u.sort, u.name collate chinese`,
    ),
    leaders: await queryRows(
      db,
      sql<{ id: PersonId; name: string }>`select q.id, q.name from person q
        where q.id in (${occurring(sql`p.holder_id`, ledgerByHolder('leader', {}, scope))}) order by q.name collate chinese`,
    ),
    mechanism: { name: settings.settings['mechanism.name'], slots: slotsAnywhere(settings) },
    soonDays: settings.settings['desk.soon-days'],
  }
}
