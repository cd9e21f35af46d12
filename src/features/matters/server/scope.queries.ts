import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'

/**
 * Whether a matter lies within a reach: the SQL twin of covers() in kernel/access.ts, held equal by a property test. `matter` names its id.
 * Every list, count, choice, page and search of every kind takes it; two indexes of participant answer it, alone.
 */
export function withinReach(reach: Reach, matter: RawBuilder<unknown> = sql`m.id`) {
  if (reach === 'nothing' || reach === 'everything') return sql<boolean>`${sql.lit(reach === 'everything')}`
  return sql<boolean>`${matter} in (select a.matter_id from participant a where a.unit_id = any(${[...reach.units]}::uuid[])
    union all select a.matter_id from participant a where a.person_id = ${reach.person})`
}
