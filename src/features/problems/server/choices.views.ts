import { type RawBuilder, sql } from 'kysely'
import { type Actor, type Reach, reachOf } from '#kernel/access.ts'
import type { PersonId, SourceId, UnitId } from '#kernel/rooms/org.ts'
import type { Part } from '#kernel/rooms/matters.ts'
import { readersWithin } from '#features/matters/server/scope.queries.ts'
import { loadSettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { slotsAnywhere } from './required-slots.queries.ts'

/** How what occurs in problems is found: where everything is in reach, by steps along the indexes; else in the problems within reach. */
type Occurring = {
  readonly given: RawBuilder<unknown>
  readonly sources: RawBuilder<unknown>
  readonly rounds: RawBuilder<unknown>
  readonly holders: (who: RawBuilder<unknown>, part: Part) => RawBuilder<unknown>
}

/** What the filters offer: only what occurs in problems within reach. */
export async function ledgerChoices(db: ReadDb, actor: Actor) {
  const reach = reachOf(actor, 'problem.view')
  const { given, sources, rounds, holders } = reach === 'everything' ? EVERYWHERE : within(reach)
  const settings = await loadSettingsOfSources(db)
  const found = await queryRows<{ round: string }>(db, sql`${given} select round from (${rounds}) found order by round collate chinese`)
  return {
    sources: await queryRows(
      db,
      sql<{
        id: SourceId
        name: string
      }>`${given} select s.id, s.name from source s where s.id in (${sources}) order by s.name collate chinese`,
    ),
    rounds: found.map(({ round }) => round),
    units: await queryRows(
      db,
      sql<{ id: UnitId; name: string }>`${given} select u.id, coalesce(u.short_name, u.name) as name from unit u
        where u.id in (${holders(sql`r.unit_id`, 'lead')}) order by u.sort, u.name collate chinese`,
    ),
    leaders: await queryRows(
      db,
      sql<{ id: PersonId; name: string }>`${given} select q.id, q.name from person q
        where q.id in (${holders(sql`r.person_id`, 'leader')}) order by q.name collate chinese`,
    ),
    mechanism: { name: settings.settings['mechanism.name'], slots: slotsAnywhere(settings) },
  }
}

const EVERYWHERE: Occurring = {
  given: sql``,
  sources: sql`select p.source_id from problem p`,
  rounds: sql`with recursive step as (
    (select left(p.round, 60) as round from problem p where p.round is not null order by 1 limit 1)
    union all select (select left(p.round, 60) from problem p where left(p.round, 60) > step.round order by 1 limit 1) from step where step.round is not null
  ) select round from step where round is not null`,
  holders: (who, part) => sql`select ${who} from responsibility r where r.part = ${part} and r.to_on is null`,
}

const within = (reach: Reach): Occurring => ({
  given: sql`with seen as materialized (select p.matter_id, p.source_id, left(p.round, 60) as round from problem p where ${readersWithin(reach, sql`p.readers`)})`,
  sources: sql`select source_id from seen`,
  rounds: sql`select distinct round from seen where round is not null`,
  holders: (who, part) =>
    sql`select ${who} from seen join responsibility r on r.matter_id = seen.matter_id where r.part = ${part} and r.to_on is null`,
})
