import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Act } from '#kernel/rooms.ts'
import type { SettingChange, SettingEffect } from '#kernel/settings.ts'
import { changeVersions, lockMatters } from '#features/matters/server/matters.queries.ts'
import { type DueContext, dueFactsOf, loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { changeMeasureDues } from '#features/problems/server/measures.queries.ts'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import { among, staleDues, writeDues } from '#features/problems/server/recompute-dues.queries.ts'
import type { ChangedRow, EventDraft, Reaction } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { countedDue } from '../domain/measure-deadline.ts'

type Dated = {
  readonly id: string
  readonly problemId: string
  readonly phrase: string
  readonly due: Day | null
  readonly receivedOn: Day
  readonly sourceId: string | null
}
type StaleMeasure = { readonly id: string; readonly problemId: string; readonly dueOn: Day | null }

/**
 * Every last day again after a setting, a holiday or a day of entry has changed, or those of some problems: of problems and of their measures. Only those that differ are
 * written, under one lock, looked at again once it is held. What was signed on other days is voided by whoever answers to the events.
 */
async function recomputeDues(tx: WriteTx, problemIds?: readonly string[]): Promise<EventDraft[]> {
  const db = asReadDb(tx)
  const context = await loadDueContext(db)
  const problems = await staleDues(db, context, problemIds)
  const measures = await staleMeasures(db, context, problemIds)
  if (problems.length + measures.length === 0) return []
  const ids = [...problems.map(({ id }) => id), ...measures.map(({ problemId }) => problemId)]
  await lockMatters(tx, ids)
  return [...(await writeDues(tx, await staleDues(db, context, ids))), ...(await writeMeasures(tx, await staleMeasures(db, context, ids)))]
}

const DECIDES_DUES: ReadonlySet<Act> = new Set(['org.save-setting', 'org.load-holidays', 'org.save-inspection', 'org.save-source'])

/** The place is configured otherwise, or problems were received on another day: last days are computed anew in the same transaction. */
export const decidesDues: Reaction = async (tx, events) => {
  if (events.some(({ act }) => DECIDES_DUES.has(act))) return recomputeDues(tx)
  const mended = events.flatMap(({ act, subject }) => (act === 'problem.mend-received' && subject ? [subject] : []))
  return mended.length > 0 ? recomputeDues(tx, mended) : []
}

/** Of measures: how many last days a change of a setting would move. */
export async function measureEffects(db: ReadDb, change: SettingChange): Promise<SettingEffect[]> {
  return [{ count: (await staleMeasures(db, await loadDueContext(db, change))).length, what: '条措施的最后日期' }]
}

/** Measures whose phrase counts from another day than the problem's other facts give now; of some problems, or of all. */
export async function staleMeasures(db: ReadDb, context: DueContext, problemIds?: readonly string[]): Promise<StaleMeasure[]> {
  const measures = await queryRows<Dated>(
    db,
    sql`select e.id, e.problem_id as "problemId", e.deadline_raw as phrase, e.due_on as due, p.received_on as "receivedOn", p.source_id as "sourceId"
      from measure e join problem p on p.matter_id = e.problem_id
      where e.removed_on is null and e.deadline_raw is not null and ${among(sql`e.problem_id`, problemIds)}`,
  )
  return measures.flatMap(({ id, problemId, phrase, due, ...problem }) => {
    const dueOn = countedDue(phrase, dueFactsOf(problem, context), context.calendar)
    return dueOn === undefined || dueOn === due ? [] : [{ id, problemId, dueOn }]
  })
}

async function writeMeasures(tx: WriteTx, measures: readonly StaleMeasure[]): Promise<EventDraft[]> {
  if (measures.length === 0) return []
  const byProblem = Map.groupBy(measures, ({ problemId }) => problemId)
  await changeMeasureDues(tx, measures)
  await changeVersions(tx, [...byProblem.keys()])
  await refreshComputed(tx, [...byProblem.keys()], { sameDoers: true })
  return [...byProblem].map(([id, changed]) => ({
    act: 'rectification.recompute-due',
    subject: id,
    rows: [['matter', id], ...changed.map((measure): ChangedRow => ['measure', measure.id])],
  }))
}
