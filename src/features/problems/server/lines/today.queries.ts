import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'

/** For which day the tally is united, and up to how many days ahead are soon. */
export type Span = { readonly today: Day; readonly soonDays: number }
/** What of the tally is united: `kinds` are level, source and round. */
type Part = 'all' | 'lead' | 'leader' | 'kinds'

/** Stands for every day before today among the dates that the schedule depends on: past is past, and of these days there are ever more. */
export const PAST = sql`date '0001-01-01'`
const LATER = sql`date '9999-12-31'`

const CELL = sql`holder_id, level, source_id, round, progress, closure, ended, due_on, next_due_on, review_on, missing`

/** Rows p of what is united of a reach's part, and of all that the tally has got since; on another day of all that is in the tally. */
export function unitedTally(reach: string, part: Part, { today, soonDays }: Span): RawBuilder<unknown> {
  const isToday = sql`exists (select from ledger_day where day = ${today}::date and soon_days = ${soonDays})`
  const rest = sql`select ${CELL}, n from ledger_tally where reach = ${reach} and part = ${part === 'kinds' ? 'all' : part}`
  return sql`(select ${CELL}, n from ledger_today where reach = ${reach} and part = ${part} and ${isToday}
    union all ${rest} and not folded union all ${rest} and folded and not ${isToday}) p`
}

/** What the folded rows of a tally t come to on a day, of some reaches. */
export function united({ today, soonDays }: Span, reaches: RawBuilder<unknown>): RawBuilder<unknown> {
  const on = sql`${today}::date`
  return sql`
    select reach, part, holder_id, level, null::uuid as source_id, null::text as round, progress, closure, ended, due_on, next_due_on, review_on, missing,
      sum(n)::int as n
    from (
      select t.reach, t.part, t.holder_id, ${LEVEL} as level, t.progress, t.closure, t.ended,
        case when t.due_on is null then null when t.ended or t.due_on < ${on} then ${PAST} when t.due_on <= ${on} + ${soonDays}::int then ${on} else ${LATER} end as due_on,
        case when t.next_due_on < ${on} then ${PAST} end as next_due_on,
        case when t.review_on is null then null when t.review_on < ${on} then ${PAST} else ${LATER} end as review_on,
        case when t.part = 'all' then t.missing else '{}' end as missing, t.n
      from ledger_tally t where t.folded and t.part in ('all', 'lead', 'leader') and ${reaches}
    ) t
    group by reach, part, holder_id, level, progress, closure, ended, due_on, next_due_on, review_on, missing having sum(n) <> 0
    union all
    select t.reach, 'kinds', null, ${LEVEL}, t.source_id, left(t.round, 60), null, null, null, null, null, null, null, sum(t.n)::int
    from ledger_tally t where t.folded and t.part = 'all' and ${reaches} group by 1, 4, 5, 6 having sum(t.n) <> 0`
}
/** Desks count all but upstream wording. */
const LEVEL = sql`case when t.level = 'item' then 'item' else 'problem' end`

/** Whether the tally is united for another day, or with another setting, or not yet. */
export async function isUnitedOtherwise(tx: WriteTx, { today, soonDays }: Span): Promise<boolean> {
  const [found] = await queryRows<{ other: boolean }>(
    asReadDb(tx),
    sql`select not exists (select from ledger_day where day = ${today}::date and soon_days = ${soonDays}) as other`,
  )
  return found?.other ?? true
}

/** Reaches that nobody counts any more, or 'all'. */
export const forgetUnited = (tx: WriteTx, reaches: readonly string[] | 'all') =>
  sql`delete from ledger_today where ${amongReaches(reaches, sql`reach`)}`.execute(tx)

const amongReaches = (reaches: readonly string[] | 'all', column: RawBuilder<unknown>) =>
  reaches === 'all' ? sql`true` : sql`${column} = any(${[...reaches]}::uuid[])`

/** Unites what was folded of some reaches, or of all for another day. */
export async function unite(tx: WriteTx, span: Span, reaches: readonly string[] | 'all'): Promise<void> {
  await forgetUnited(tx, reaches)
  await sql`insert into ledger_today ${united(span, amongReaches(reaches, sql`t.reach`))}`.execute(tx)
  if (reaches !== 'all') return
  await sql`delete from ledger_day`.execute(tx)
  await sql`insert into ledger_day (day, soon_days) values (${span.today}::date, ${span.soonDays})`.execute(tx)
}
