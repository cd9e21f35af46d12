import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Schedule } from '../domain/axes.ts'

/**
 * The three axes in SQL, twins of domain/axes.ts; a property test holds them equal (rules.md R-41).
 * Progress, closure and "ended" depend on facts alone and are columns of problem p, written by refreshComputed; the schedule depends on today.
 */
const DECLARED_ENDED = sql<boolean>`coalesce(p.declared in ('done', 'closed'), false)`

/** `work` is the row with the counts of measures; the rest stands in problem p. */
export const progressSql = (work: 'p' | 'w') => {
  const [total, started, done] = ['total', 'started', 'done'].map((word) => sql.ref(`${work}.measures_${word}`))
  return sql<string>`case when ${DECLARED_ENDED} then 'declared' when ${total} >= 1 and ${done} >= ${total} then 'done'
    when ${started} > 0 or ${done} > 0 or p.declared = 'in_hand' then 'in_hand' else 'not_started' end`
}
/** Of problem p and its matter m. */
export const CLOSURE = sql<string>`case when m.state <> 'open' then m.state when p.declared = 'closed' then 'declared' else 'open' end`
/** Time no longer counts for problem p with its matter m. */
export const ENDED = sql<boolean>`(m.state = 'closed' or ${DECLARED_ENDED} or m.done_on is not null)`

/** The schedule of problem p on a day. */
export const scheduleSql = (today: Day) =>
  sql<Schedule>`case when p.ended then 'ended' when p.due_on is null and p.review_on is null then 'unconfirmed' when p.due_on < ${today}::date then 'overdue'
    when p.next_due_on < ${today}::date or p.review_on < ${today}::date then 'behind' else 'on_time' end`

/** The same as conditions on the columns, so that the index by clock finds the rows. */
const CONDITIONS: Readonly<Record<Schedule, (today: Day) => RawBuilder<boolean>>> = {
  ended: () => sql<boolean>`p.ended`,
  unconfirmed: () => sql<boolean>`(not p.ended and p.due_on is null and p.review_on is null)`,
  overdue: (today) => sql<boolean>`(not p.ended and p.due_on < ${today}::date)`,
  behind: (today) => sql<boolean>`(${running(today)} and least(p.next_due_on, p.review_on) < ${today}::date)`,
  on_time: (today) => sql<boolean>`(${running(today)} and coalesce(least(p.next_due_on, p.review_on) >= ${today}::date, true))`,
}
const running = (today: Day) =>
  sql<boolean>`not p.ended and (p.due_on >= ${today}::date or p.due_on is null) and coalesce(p.due_on, p.review_on) is not null`

/** Whether the schedule of problem p is one of some, on a day. */
export const scheduleIn = (values: readonly Schedule[], today: Day) =>
  sql<boolean>`(${sql.join(
    values.map((value) => CONDITIONS[value](today)),
    sql` or `,
  )})`
