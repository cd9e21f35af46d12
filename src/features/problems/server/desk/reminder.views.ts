import { sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { UnitId } from '#kernel/rooms/org.ts'
import { clockWords } from '#features/problems/domain/clock.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { ledgerScope } from '#features/problems/server/lines/reach-key.queries.ts'
import { minuteIn } from '#platform/clock.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { groupQueries } from '../../domain/desk/desk-groups.ts'
import { reminderText } from '../../domain/desk/reminder.ts'
import type { Moment } from './desk.views.ts'
import { linesOf } from './figures.views.ts'

type Due = { readonly group: 'overdue' | 'soon'; readonly no: string | null; readonly title: string; readonly dueOn: Day }

/** What a unit is to be reminded of, as text, from the facts of this moment. */
export async function reminderOf(db: ReadDb, actor: Actor, unit: UnitId, { now, today }: Moment): Promise<{ text: string }> {
  const [names] = await queryRows<{ unit: string; from: string }>(
    db,
    sql`select u.name as unit, o.name as from from unit u, person q join unit o on o.id = q.unit_id where u.id = ${unit} and q.id = ${actor.id}`,
  )
  if (!names) throw new RefusalError({ code: 'org.not-found' })
  const { settings, calendar } = await loadDueContext(db)
  const soonDays = settings['desk.soon-days']
  const scope = await ledgerScope(db, reachOf(actor, 'problem.view'), today)
  const { overdue, soon } = groupQueries({ unit }, today, soonDays)
  const lists = Object.entries({ overdue, soon }).map(([group, query]) => {
    const { table, where } = linesOf(query, scope)
    return sql`select ${sql.lit(group)} as "group", p.matter_id, p.sort_no as no, p.due_on from ${table} where ${where}`
  })
  const due = await queryRows<Due>(
    db,
    sql`
    select l.group, l.no, m.title, l.due_on as "dueOn" from (${sql.join(lists, sql` union all `)}) l
    join matter m on m.id = l.matter_id order by l.due_on, l.no collate chinese, m.id`,
  )
  const of = (group: Due['group']) =>
    due.filter((one) => one.group === group).map((one) => ({ ...one, clock: clockWords(one.dueOn, { today, calendar, soonDays }).text }))
  return { text: reminderText({ ...names, today, time: minuteIn(now).slice(11), soonDays, overdue: of('overdue'), soon: of('soon') }) }
}
