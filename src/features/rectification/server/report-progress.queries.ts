import type { z } from 'zod'
import type { Actor } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { MeasureId } from '#kernel/rooms/problems.ts'
import { changeVersion, lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import { changeProgress, reachMilestones } from '#features/problems/server/measures.queries.ts'
import { type EventDraft, eventOrThrow } from '#platform/commit.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { lastDayOf } from '../domain/measure-schedule.ts'
import { type ReportInput, report } from '../domain/report.ts'
import type { reportEndpoint } from '../rectification.contract.ts'
import { measuresOf, rowOf, refreshWorkDone } from './plan.queries.ts'
import { addReport } from './reports.queries.ts'
import { workingSituation } from './situation.queries.ts'

type Reporting = {
  readonly id: MatterId
  readonly measureId: MeasureId
  readonly expectedVersion: number
  readonly actor: Actor
  readonly today: Day
  readonly now: Date
}
type Form = z.output<typeof reportEndpoint.input>

/** Reports how far one measure is, at a problem or at one of its points. */
export async function reportProgress(tx: WriteTx, { id, measureId, expectedVersion, actor, today, now }: Reporting, form: Form) {
  const versions = await lockMatters(tx, [id])
  const db = asReadDb(tx)
  const situation = await workingSituation(db, actor, id, 'rectification.report')
  await refuseIfChanged(db, versions, [{ id, version: expectedVersion }])
  const measure = (await measuresOf(db, [id])).get(id)?.find((one) => one.id === measureId)
  if (!measure) throw new RefusalError({ code: 'measure.not-found' })
  const lastDay = lastDayOf(measure, situation.dueOn)
  const { startedOn, doneOn, reached } = eventOrThrow(
    report({ ...situation, measure: { ...measure, lastDay, proofs: measure.evidence.length } }, form as ReportInput, today),
  )
  const { cycle } = situation
  const { state, doneText, delayReason = null, difficulty = null, nextStep = null } = form
  const facts = { state, doneText, delayReason, difficulty, nextStep }
  const reportId = crypto.randomUUID()
  const pointId = situation.level === 'point' ? id : null
  await addReport(tx, { ...facts, id: reportId, matterId: id, measureId, cycle, on: today, person: actor.id, at: now })
  await changeProgress(tx, [{ measureId, pointId, startedOn, doneOn }])
  await reachMilestones(tx, reached)
  await changeVersion(tx, id)
  const rows = [
    ['matter', id] as const,
    ['progress_report', reportId] as const,
    rowOf({ measureId, pointId }),
    ...reached.map((milestone) => ['milestone', milestone.id] as const),
    ...(await refreshWorkDone(tx, id)),
  ]
  const receipt: EventDraft = { act: 'rectification.report', subject: id, rows }
  return { events: [receipt], result: { version: expectedVersion + 1 } }
}
