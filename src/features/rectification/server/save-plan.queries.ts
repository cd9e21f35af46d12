import { sql } from 'kysely'
import type { Actor } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { changeVersion, lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import {
  addMeasures,
  addMilestones,
  changeMeasures,
  changeMilestones,
  removeMeasures,
  removeMilestones,
} from '#features/problems/server/measures.queries.ts'
import { type ChangedRow, type EventDraft, eventOrThrow } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { dueOfPhrase } from '../domain/measure-deadline.ts'
import { type PlanInput, type PlanChange, type PlannedMeasure, changesAnything, savePlan } from '../domain/plan.ts'
import { measuresOf, refreshWorkDone } from './plan.queries.ts'
import { termsOf, workingSituation } from './situation.queries.ts'

export type PlanToSave = { readonly id: MatterId; readonly expectedVersion: number; readonly actor: Actor; readonly today: Day }

/** Saves the whole plan as edited: locked with the points that inherit it, refused with who and when if it is no longer what was expectedVersion. */
export async function writePlan(tx: WriteTx, { id, expectedVersion, actor, today }: PlanToSave, input: PlanInput) {
  const versions = await lockMatters(tx, [id])
  const db = asReadDb(tx)
  const situation = await workingSituation(db, actor, id, 'rectification.plan')
  await refuseIfChanged(db, versions, [{ id, version: expectedVersion }])
  const terms = await termsOf(db, situation, today)
  const measures = await standingMeasures(db, id)
  const holders = await holdersAmong(db, input)
  const change = eventOrThrow(
    savePlan({ ...situation, measures }, input, {
      dueOf: (phrase) => dueOfPhrase(phrase, terms).dueOn,
      isHolder: (holder) => holders.has(holder),
      newId: () => crypto.randomUUID(),
    }),
  )
  if (!changesAnything(change)) return { events: [], result: { version: expectedVersion } }
  await write(tx, id, change, today)
  await changeVersion(tx, id)
  const settled = await refreshWorkDone(tx, id)
  const receipt: EventDraft = {
    act: 'rectification.plan',
    subject: id,
    reason: input.reason,
    rows: [['matter', id], ...rowsOf(change), ...settled],
  }
  return { events: [receipt], result: { version: expectedVersion + 1 } }
}

async function standingMeasures(db: ReadDb, id: MatterId) {
  const used = await queryRows<{ id: string }>(
    db,
    sql`select e.id from measure e where e.problem_id = ${id} and e.removed_on is null
      and (exists (select from progress_report r where r.measure_id = e.id) or exists (select from measure_evidence l where l.measure_id = e.id))`,
  )
  const ids = new Set(used.map((row) => row.id))
  const measures = (await measuresOf(db, [id])).get(id) ?? []
  return measures.map((measure) => ({ ...measure, used: ids.has(measure.id) }))
}

/** Of the units and people that a plan names, those on the list today. */
async function holdersAmong(db: ReadDb, { measures }: PlanInput): Promise<Set<string>> {
  const named = measures.flatMap(({ unitId, personId }) => [unitId, personId]).filter((holder) => holder !== null)
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select id from unit where ended_on is null and id = any(${named}::uuid[])
      union all select id from person where ended_on is null and id = any(${named}::uuid[])`,
  )
  return new Set(rows.map((row) => row.id))
}

async function write(tx: WriteTx, problemId: MatterId, { measures, milestones }: PlanChange, today: Day): Promise<void> {
  const stored = (list: readonly PlannedMeasure[]) => list.map((measure) => ({ ...measure, problemId }))
  await removeMilestones(tx, milestones.removed, today)
  await removeMeasures(tx, measures.removed, today)
  await changeMeasures(tx, stored(measures.changed))
  await addMeasures(stored(measures.added))(tx)
  await changeMilestones(tx, milestones.changed)
  await addMilestones(tx, milestones.added)
}

const rowsOf = ({ measures, milestones }: PlanChange): ChangedRow[] => [
  ...[...measures.added, ...measures.changed].map((row): ChangedRow => ['measure', row.id]),
  ...measures.removed.map((id): ChangedRow => ['measure', id]),
  ...[...milestones.added, ...milestones.changed].map((row): ChangedRow => ['milestone', row.id]),
  ...milestones.removed.map((id): ChangedRow => ['milestone', id]),
]
