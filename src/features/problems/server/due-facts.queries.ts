import { sql } from 'kysely'
import type { Calendar, Day } from '#kernel/days.ts'
import { type DueFacts, dueOf } from '#kernel/due.ts'
import type { Settings } from '#kernel/settings.ts'
import { loadCalendar, loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { ProblemFacts } from '../domain/problem.ts'

/** What a last day depends on besides the problem itself: settings, holidays, and each source's day of entry. */
export type DueContext = { readonly settings: Settings; readonly calendar: Calendar; readonly entryOn: ReadonlyMap<string, Day> }

export async function loadDueContext(db: ReadDb): Promise<DueContext> {
  const entries = await queryRows<{ id: string; day: Day }>(
    db,
    sql`select s.id, i.entry_on as day from source s join inspection i on i.id = s.inspection_id where i.entry_on is not null`,
  )
  return { settings: await loadSettings(db), calendar: await loadCalendar(db), entryOn: new Map(entries.map(({ id, day }) => [id, day])) }
}

type Dated = Pick<ProblemFacts, 'deadline' | 'confirmedOn' | 'receivedOn' | 'sourceId'>

/** The last day, next review and arithmetic of one problem. */
export function dueOfProblem(problem: Dated, context: DueContext) {
  const facts = { ...dueFactsOf(problem, context), confirmed: problem.confirmedOn }
  return dueOf(problem.deadline ?? { kind: 'unparsed' }, facts, context.calendar)
}

/** What a phrase of a problem, or of one of its measures, is counted by. */
export const dueFactsOf = (
  { receivedOn, sourceId }: Pick<Dated, 'receivedOn' | 'sourceId'>,
  { settings, entryOn }: DueContext,
): DueFacts => ({
  receivedOn,
  entryOn: entryOn.get(sourceId ?? '') ?? null,
  anchorOn: null,
  immediateDays: settings['deadline.immediate-days'],
  immediateBy: settings['deadline.immediate-by'],
  reviewMonths: settings['deadline.review-months'],
})
