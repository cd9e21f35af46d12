import type { Calendar, Day } from '#kernel/days.ts'
import { type DueFacts, dueOf } from '#kernel/due.ts'
import type { SettingChange } from '#kernel/settings.ts'
import { type SettingsOfSources, loadCalendar, loadSettingsOfSources, settingsOf } from '#features/org/server/settings/settings.queries.ts'
import type { ReadDb } from '#platform/db.ts'
import type { ProblemFacts } from '../domain/problem.ts'

/** What a last day depends on besides the problem itself: settings by source, holidays, and each source's day of entry. */
export type DueContext = SettingsOfSources & { readonly calendar: Calendar; readonly entryOn: ReadonlyMap<string, Day> }

/** `change`: as if that value were saved already. */
export const loadDueContext = async (db: ReadDb, change?: SettingChange): Promise<DueContext> => ({
  ...(await loadSettingsOfSources(db, change)),
  calendar: await loadCalendar(db),
})

type Dated = Pick<ProblemFacts, 'deadline' | 'confirmedOn' | 'receivedOn' | 'sourceId'>

/** The last day, next review and arithmetic of one problem. */
export function dueOfProblem(problem: Dated, context: DueContext) {
  const facts = { ...dueFactsOf(problem, context), confirmed: problem.confirmedOn }
  return dueOf(problem.deadline ?? { kind: 'unparsed' }, facts, context.calendar)
}

/** What a phrase of a problem, or of one of its measures, is counted by. */
export function dueFactsOf({ receivedOn, sourceId }: Pick<Dated, 'receivedOn' | 'sourceId'>, context: DueContext): DueFacts {
  const settings = settingsOf(context, sourceId)
  return {
    receivedOn,
    entryOn: context.entryOn.get(sourceId ?? '') ?? null,
    anchorOn: null,
    immediateDays: settings['deadline.immediate-days'],
    immediateBy: settings['deadline.immediate-by'],
    reviewMonths: settings['deadline.review-months'],
  }
}
