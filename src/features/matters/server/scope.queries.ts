import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'
import { PLANNED_ANEW } from '#platform/database/connection.ts'

/**
 * Whether a matter lies within a reach: the SQL twin of covers() in kernel/access.ts, held equal by a property test. `matter` names its id.
 * Every page, list, count and search of every kind takes it; one index of participant answers it. How much a reach covers decides on the plan.
 */
export function withinReach(reach: Reach, matter: RawBuilder<unknown> = sql`m.id`) {
  if (reach === 'nothing' || reach === 'everything') return sql<boolean>`${sql.lit(reach === 'everything')}`
  return sql<boolean>`${PLANNED_ANEW} ${matter} in (select a.matter_id from participant a where a.who = any(${whose(reach)}::uuid[]))`
}

/** A column that only some readers of a row may read, where the row's matter lies within the reach of its class; else nothing. */
export function onlyWithin(reach: Reach, column: RawBuilder<unknown>, matter: RawBuilder<unknown> = sql`m.id`) {
  if (reach === 'everything') return column
  return reach === 'nothing' ? sql`null::text` : sql`case when ${withinReach(reach, matter)} then ${column} end`
}

/** The same for a kind that keeps readersOf() its matters in a column: where few rows are looked at, and none is found by it. */
export function readersWithin(reach: Reach, readers: RawBuilder<unknown>) {
  if (reach === 'nothing' || reach === 'everything') return withinReach(reach)
  return sql<boolean>`${readers} && ${whose(reach)}::uuid[]`
}

/** Who takes part in a matter, in one order; `matter` names its id. */
export const readersOf = (matter: RawBuilder<unknown>) =>
  sql<string[]>`array(select distinct a.who from participant a where a.matter_id = ${matter} order by a.who)`

/** Units and person that a reach covers, in one order. */
export const whose = ({ units, person }: Exclude<Reach, string>): string[] => [...new Set<string>([...units, person])].toSorted()
