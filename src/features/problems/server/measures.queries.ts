import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type Ready, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'

export type NewMeasure = { readonly id: string; readonly problemId: string; readonly no: number; readonly text: string }
/** A measure as its plan says: who does it, until when, and what is to be shown. */
export type PlannedMeasure = NewMeasure & {
  readonly unitId: string | null
  readonly personId: string | null
  readonly deadlineRaw: string | null
  readonly dueOn: Day | null
  readonly result: string | null
}
export type PlannedMilestone = {
  readonly id: string
  readonly measureId: string
  readonly no: number
  readonly text: string
  readonly dueOn: Day | null
}
/** How far a matter is with a measure; `pointId` where the measure is inherited by a point. */
export type Progress = {
  readonly measureId: string
  readonly pointId: string | null
  readonly startedOn: Day | null
  readonly doneOn: Day | null
}

const PLANNED = sql`m(id uuid, "problemId" uuid, no int, text text, "unitId" uuid, "personId" uuid, "deadlineRaw" text, "dueOn" date, result text)`
const MILESTONES = sql`s(id uuid, "measureId" uuid, no int, text text, "dueOn" date)`
const rows = (list: readonly unknown[]) => sql`json_to_recordset(${JSON.stringify(list)}::json)`

/** Measures of a plan: as an imported one lists them, or with all that is said of them. */
export function addMeasures(measures: readonly (NewMeasure | PlannedMeasure)[]): Ready {
  const planned = rows(measures)
  return (tx) =>
    sql`
    insert into measure (id, problem_id, no, text, unit_id, person_id, deadline_raw, due_on, result)
    select m.id, m."problemId", m.no, m.text, m."unitId", m."personId", m."deadlineRaw", m."dueOn", m.result from ${planned} as ${PLANNED}`.execute(
      tx,
    )
}

/** What a plan says of measures that stand already. Numbers go out of the way first: two may change places. */
export async function changeMeasures(tx: WriteTx, measures: readonly PlannedMeasure[]): Promise<void> {
  await sql`update measure set no = -no where id = any(${measures.map(({ id }) => id)}::uuid[])`.execute(tx)
  await sql`
    update measure set no = m.no, text = m.text, unit_id = m."unitId", person_id = m."personId", deadline_raw = m."deadlineRaw", due_on = m."dueOn", result = m.result
    from ${rows(measures)} as ${PLANNED} where measure.id = m.id`.execute(tx)
}

/** Last days alone, as rules or calendars make them anew. */
export async function changeMeasureDues(
  tx: WriteTx,
  measures: readonly { readonly id: string; readonly dueOn: Day | null }[],
): Promise<void> {
  await sql`update measure set due_on = m."dueOn" from ${rows(measures)} as m(id uuid, "dueOn" date) where measure.id = m.id`.execute(tx)
}

/** Measures that leave the plan; what was reported on them stays. */
export async function removeMeasures(tx: WriteTx, ids: readonly string[], on: Day): Promise<void> {
  await sql`update measure set removed_on = ${on} where id = any(${[...ids]}::uuid[])`.execute(tx)
}

export async function addMilestones(tx: WriteTx, milestones: readonly PlannedMilestone[]): Promise<void> {
  await sql`
    insert into milestone (id, measure_id, no, text, due_on)
    select s.id, s."measureId", s.no, s.text, s."dueOn" from ${rows(milestones)} as ${MILESTONES}`.execute(tx)
}

/** What a plan says of milestones that stand already. */
export async function changeMilestones(tx: WriteTx, milestones: readonly PlannedMilestone[]): Promise<void> {
  await sql`update milestone set no = -no where id = any(${milestones.map(({ id }) => id)}::uuid[])`.execute(tx)
  await sql`
    update milestone set no = s.no, text = s.text, due_on = s."dueOn"
    from ${rows(milestones)} as ${MILESTONES} where milestone.id = s.id`.execute(tx)
}

/** Milestones that leave the plan. */
export async function removeMilestones(tx: WriteTx, ids: readonly string[], on: Day): Promise<void> {
  await sql`update milestone set removed_on = ${on} where id = any(${[...ids]}::uuid[])`.execute(tx)
}

/** On which day milestones were reached; null: not yet. */
export async function reachMilestones(tx: WriteTx, reached: readonly { readonly id: string; readonly on: Day | null }[]): Promise<void> {
  await sql`
    update milestone set reached_on = s."on" from ${rows(reached)} as s(id uuid, "on" date) where milestone.id = s.id`.execute(tx)
}

/** How far a matter is with its measures: at the measure itself, or at the point that inherits it. */
export async function changeProgress(tx: WriteTx, list: readonly Progress[]): Promise<void> {
  await sql`
    update measure set started_on = g."startedOn", done_on = g."doneOn"
    from ${rows(list.filter(({ pointId }) => pointId === null))} as g("measureId" uuid, "startedOn" date, "doneOn" date)
    where measure.id = g."measureId"`.execute(tx)
  await sql`
    insert into point_measure (point_id, measure_id, started_on, done_on)
    select g."pointId", g."measureId", g."startedOn", g."doneOn"
    from ${rows(list.filter(({ pointId }) => pointId !== null))} as g("pointId" uuid, "measureId" uuid, "startedOn" date, "doneOn" date)
    on conflict (point_id, measure_id) do update set started_on = excluded.started_on, done_on = excluded.done_on`.execute(tx)
}

/** Nothing of a problem (or point) has been done any more: a new cycle begins. Answers the measures and milestones touched. */
export async function clearProgress(tx: WriteTx, matterId: string): Promise<{ measures: string[]; milestones: string[]; point: boolean }> {
  const idsOf = async (query: ReturnType<typeof sql<{ id: string }>>) => (await queryRows(asReadDb(tx), query)).map(({ id }) => id)
  const measures = await idsOf(
    sql`update measure set started_on = null, done_on = null
      where problem_id = ${matterId} and (started_on is not null or done_on is not null) returning id`,
  )
  const milestones = await idsOf(
    sql`update milestone set reached_on = null
      where measure_id in (select id from measure where problem_id = ${matterId}) and reached_on is not null returning id`,
  )
  const points = await idsOf(
    sql`update point_measure set started_on = null, done_on = null
      where point_id = ${matterId} and (started_on is not null or done_on is not null) returning point_id as id`,
  )
  return { measures, milestones, point: points.length > 0 }
}

/** Which file proves which measure. */
export type Link = { readonly measureId: string; readonly evidenceId: string }
type LinkedBy = { readonly person: PersonId | null; readonly cycle: number; readonly now: Date }

const LINKS = sql`l(id uuid, "measureId" uuid, "evidenceId" uuid)`

/** Links files to measures; one that stands already is left alone. Answers the rows made. The caller holds the matter's lock. */
export async function addLinks(tx: WriteTx, links: readonly Link[], { person, cycle, now }: LinkedBy): Promise<string[]> {
  const fresh = links.map((link) => ({ ...link, id: crypto.randomUUID() }))
  const made = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`insert into measure_evidence (id, measure_id, evidence_id, person_id, cycle, linked_at)
      select l.id, l."measureId", l."evidenceId", ${person}, ${cycle}, ${now} from ${rows(fresh)} as ${LINKS}
      on conflict do nothing returning id`,
  )
  return made.map(({ id }) => id)
}

/** Takes links away; the row stays and says who and when. Answers the rows changed. */
export async function removeLinks(tx: WriteTx, links: readonly Link[], { person, now }: Omit<LinkedBy, 'cycle'>): Promise<string[]> {
  const gone = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`update measure_evidence m set removed_at = ${now}, removed_by = ${person}
      from ${rows(links)} as ${LINKS}
      where m.measure_id = l."measureId" and m.evidence_id = l."evidenceId" and m.removed_at is null returning m.id`,
  )
  return gone.map(({ id }) => id)
}

/** Takes every standing link of a matter's files away: a new cycle proves anew. Answers the rows changed. */
export async function removeAllLinks(tx: WriteTx, matterId: string, { person, now }: Omit<LinkedBy, 'cycle'>): Promise<string[]> {
  const gone = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`update measure_evidence m set removed_at = ${now}, removed_by = ${person}
      from evidence v where v.id = m.evidence_id and v.matter_id = ${matterId} and m.removed_at is null returning m.id`,
  )
  return gone.map(({ id }) => id)
}
