import { sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'

/**
 * Whether problem p lies within a reach: the SQL twin of covers() in kernel/access.ts, held equal by a property test.
 * Every list, count, choice, page and search takes it; two GIN indexes answer it.
 */
export function withinReach(reach: Reach) {
  if (reach === 'nothing' || reach === 'everything') return sql<boolean>`${sql.lit(reach === 'everything')}`
  return sql<boolean>`(p.holder_units && ${[...reach.units]}::uuid[] or p.holder_persons && ${[reach.person]}::uuid[])`
}
