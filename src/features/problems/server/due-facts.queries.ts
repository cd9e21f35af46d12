import { sql } from 'kysely'
import type { Calendar, Day } from '#kernel/days.ts'
import { dueOf } from '#kernel/due.ts'
import type { Settings } from '#kernel/settings.ts'
import { loadCalendar, loadSettings } from '#features/org/server/settings.queries.ts'
import { type ReadDb, ask } from '#platform/db.ts'
import type { ProblemFacts } from '../domain/problem.ts'

/** What a last day depends on besides the problem itself: settings, holidays, and each source's day of entry. */
export type DueContext = { readonly settings: Settings; readonly calendar: Calendar; readonly entryOn: ReadonlyMap<string, Day> }

export async function loadDueContext(db: ReadDb): Promise<DueContext> {
  const entries = await ask<{ id: string; day: Day }>(
    db,
    sql`select s.id, i.entry_on as day from source s join inspection i on i.id = s.inspection_id where i.entry_on is not null`,
  )
  return { settings: await loadSettings(db), calendar: await loadCalendar(db), entryOn: new Map(entries.map(({ id, day }) => [id, day])) }
}

type Dated = Pick<ProblemFacts, 'deadline' | 'confirmedOn' | 'receivedOn' | 'sourceId'>

/** The last day, next review and arithmetic of one problem. */
export function dueOfProblem(problem: Dated, { settings, calendar, entryOn }: DueContext) {
  const facts = {
    receivedOn: problem.receivedOn,
    entryOn: entryOn.get(problem.sourceId ?? '') ?? null,
    anchorOn: null,
    immediateDays: settings['deadline.immediate-days'],
    immediateBy: settings['deadline.immediate-by'],
    reviewMonths: settings['deadline.review-months'],
    confirmed: problem.confirmedOn,
  }
  return dueOf(problem.deadline ?? { kind: 'unparsed' }, facts, calendar)
}
