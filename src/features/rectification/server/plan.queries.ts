import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { EvidenceId, EvidenceKind, Side, TakenFrom } from '#kernel/rooms/evidence.ts'
import type { MeasureId, MilestoneId } from '#kernel/rooms/problems.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { ReportState } from '#kernel/rooms/rectification.ts'
import { changeDone } from '#features/matters/server/matters.queries.ts'
import { FILE_FACTS } from '#features/evidence/server/evidence.queries.ts'
import { changeProgress, clearProgress, removeAllLinks } from '#features/problems/server/measures.queries.ts'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import type { ChangedRow } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'

/** One measure of a matter: what the plan says, how far the matter is with it, and what proves it. */
export type MeasureState = {
  readonly id: MeasureId
  readonly no: number
  readonly text: string
  readonly unitId: UnitId | null
  readonly unitName: string | null
  readonly unitShort: string | null
  readonly personId: PersonId | null
  readonly personName: string | null
  readonly deadlineRaw: string | null
  readonly dueOn: Day | null
  readonly result: string | null
  readonly startedOn: Day | null
  readonly doneOn: Day | null
  readonly milestones: readonly MilestoneState[]
  /** Standing proof, oldest first. */
  readonly evidence: readonly ProofState[]
  /** The latest report of the running cycle. */
  readonly latest: LatestReport | null
  /** Reports of the running cycle. */
  readonly reports: number
}
export type MilestoneState = {
  readonly id: MilestoneId
  readonly no: number
  readonly text: string
  readonly dueOn: Day | null
  readonly reachedOn: Day | null
}
export type ProofState = {
  readonly id: EvidenceId
  readonly hash: string
  readonly name: string
  readonly kind: EvidenceKind
  readonly takenAt: string | null
  readonly takenFrom: TakenFrom | null
  readonly effectiveOn: Day | null
  readonly side: Side | null
  readonly pair: string | null
  readonly note: string | null
}
export type LatestReport = {
  readonly id: string
  readonly measureId: MeasureId
  readonly measureNo: number
  readonly cycle: number
  readonly state: ReportState
  /** The moment it was given, in UTC. */
  readonly at: string
  readonly doneText: string
  readonly delayReason: string | null
  readonly difficulty: string | null
  readonly nextStep: string | null
  readonly by: string
  readonly on: Day
}

/** The measures of problem p, and of its problem where p is a point; `o` is how far a point is with its measure. */
const MEASURES = sql`
  measure e left join point_measure o on o.point_id = p.matter_id and o.measure_id = e.id
  where e.problem_id = case when p.level = 'point' then p.parent_id else p.matter_id end and e.removed_on is null`
const STARTED_ON = sql<Day | null>`case when p.level = 'point' then o.started_on else e.started_on end`
const DONE_ON = sql<Day | null>`case when p.level = 'point' then o.done_on else e.done_on end`
/** Standing proof l, v of measure e for problem p. */
const PROOF = sql`
  measure_evidence l join evidence v on v.id = l.evidence_id
  where l.measure_id = e.id and l.removed_at is null and v.taken_down_at is null and v.matter_id = p.matter_id`

/** One report r of measure e by person q, as JSON. */
export const REPORT_JSON = sql`jsonb_build_object('id', r.id, 'measureId', r.measure_id, 'measureNo', e.no, 'cycle', r.cycle, 'state', r.state,
  'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'doneText', r.done_text, 'delayReason', r.delay_reason,
  'difficulty', r.difficulty, 'nextStep', r.next_step, 'by', q.name, 'on', r.reported_on)`

/** The measures of each matter in their order, in one query; a point answers its problem's with its own progress and proof. */
export async function measuresOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, MeasureState[]>> {
  const rows = await queryRows<{ matterId: string; measures: MeasureState[] }>(
    db,
    sql`
    select p.matter_id as "matterId", jsonb_agg(to_jsonb(w) order by w.no) as measures
    from problem p join matter m on m.id = p.matter_id join lateral (
      select e.id, e.no, e.text, e.unit_id as "unitId", (select u.name from unit u where u.id = e.unit_id) as "unitName",
        (select coalesce(u.short_name, u.name) from unit u where u.id = e.unit_id) as "unitShort",
        e.person_id as "personId", (select q.name from person q where q.id = e.person_id) as "personName",
        e.deadline_raw as "deadlineRaw", e.due_on as "dueOn", e.result, ${STARTED_ON} as "startedOn", ${DONE_ON} as "doneOn",
        coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'no', s.no, 'text', s.text, 'dueOn', s.due_on, 'reachedOn', s.reached_on) order by s.no)
          from milestone s where s.measure_id = e.id and s.removed_on is null), '[]') as milestones,
        coalesce((select jsonb_agg(${FILE_FACTS} || jsonb_build_object('kind', v.kind) order by l.linked_at, v.received_at, v.id)
          from ${PROOF}), '[]') as evidence,
        (select ${REPORT_JSON}
          from progress_report r join person q on q.id = r.person_id
          where r.matter_id = p.matter_id and r.measure_id = e.id and r.cycle = m.cycle order by r.at desc, r.id limit 1) as latest,
        (select count(*) from progress_report r where r.matter_id = p.matter_id and r.measure_id = e.id and r.cycle = m.cycle)::int as reports
      from ${MEASURES}
    ) w on true
    where p.matter_id = any(${[...ids]}::uuid[]) group by p.matter_id`,
  )
  const found = new Map(rows.map(({ matterId, measures }) => [matterId, measures]))
  return new Map(ids.map((id) => [id, found.get(id) ?? []]))
}

/** Who did the work of a matter in a cycle: reported on it, or brought or linked its proof, be the link gone again or not. */
export async function doersOf(db: ReadDb, matterId: string, cycle: number): Promise<PersonId[]> {
  const rows = await queryRows<{ id: PersonId }>(
    db,
    sql`select person_id as id from progress_report where matter_id = ${matterId} and cycle = ${cycle}
      union select unnest(array[l.person_id, v.person_id]) from measure_evidence l join evidence v on v.id = l.evidence_id
        where v.matter_id = ${matterId} and l.cycle = ${cycle}
      order by id`,
  )
  return rows.map(({ id }) => id)
}

type Doing = { readonly units: UnitId[]; readonly persons: PersonId[] }
/** Units and people that do the work of a matter: lead, co, territory, person, and whoever its measures name. Who only accepts it is none. */
export const doingColumn = (matter: RawBuilder<unknown>) => sql<Doing>`(
  select jsonb_build_object('units', coalesce(jsonb_agg(distinct d.unit_id) filter (where d.unit_id is not null), '[]'),
    'persons', coalesce(jsonb_agg(distinct d.person_id) filter (where d.person_id is not null), '[]'))
  from (
    select r.unit_id, r.person_id from responsibility r
    where r.matter_id = ${matter} and r.to_on is null and r.part in ('lead', 'co', 'territory', 'person')
    union all select e.unit_id, e.person_id from problem p
    join measure e on e.problem_id = case when p.level = 'point' then p.parent_id else p.matter_id end and e.removed_on is null
    where p.matter_id = ${matter}
  ) d)`

export async function doingUnits(db: ReadDb, id: string): Promise<Doing> {
  const [found] = await queryRows<{ doing: Doing }>(db, sql`select ${doingColumn(sql`${id}::uuid`)} as doing`)
  return found?.doing ?? { units: [], persons: [] }
}

/** Problem p with its matter m and w.done_on: the last day on which one of its measures was done, once every one is. */
export const WORK_DONE = sql`problem p join matter m on m.id = p.matter_id join lateral (
  select case when count(*) > 0 and count(*) = count(${DONE_ON}) then max(${DONE_ON}) end as done_on from ${MEASURES}
) w on true`

/**
 * Writes since when a matter's work is done (the last day, once every measure is done) and what else is computed, for the matter and the points
 * that inherit from it. Answers the matters whose day has changed, for the receipt. The caller holds the locks.
 */
export async function refreshWorkDone(tx: WriteTx, id: string): Promise<ChangedRow[]> {
  const changes = await queryRows<{ id: string; doneOn: Day | null }>(
    asReadDb(tx),
    sql`
    select m.id, w.done_on as "doneOn" from ${WORK_DONE}
    where (p.matter_id = ${id} or (p.parent_id = ${id} and p.level = 'point')) and m.state <> 'closed' and m.done_on is distinct from w.done_on`,
  )
  if (changes.length > 0) await changeDone(tx, changes)
  await refreshComputed(tx, [id])
  return changes.map((change) => ['matter', change.id])
}

type MeasureWork = {
  readonly measureId: string
  readonly pointId: string | null
  readonly startedOn: Day | null
  readonly doneOn: Day | null
}

/**
 * Measures that are not done after all: a verification refused them, or their last proof was taken down. Answers the rows for the receipt;
 * those not done anyway are left alone. The caller holds the lock.
 */
export async function reopenMeasures(tx: WriteTx, matterId: string, measureIds: readonly string[]): Promise<ChangedRow[]> {
  const done = await queryRows<MeasureWork>(
    asReadDb(tx),
    sql`select w.* from problem p join lateral (
        select e.id as "measureId", case when p.level = 'point' then p.matter_id end as "pointId", ${STARTED_ON} as "startedOn", ${DONE_ON} as "doneOn" from ${MEASURES}
      ) w on true
      where p.matter_id = ${matterId} and w."measureId" = any(${[...measureIds]}::uuid[]) and w."doneOn" is not null`,
  )
  if (done.length === 0) return []
  await changeProgress(
    tx,
    done.map((measure) => ({ ...measure, doneOn: null })),
  )
  return [...done.map(rowOf), ...(await refreshWorkDone(tx, matterId))]
}

/** Measures of a matter that nothing proves. */
export async function unprovedOf(db: ReadDb, matterId: string): Promise<MeasureId[]> {
  const measures = (await measuresOf(db, [matterId])).get(matterId) ?? []
  return measures.filter(({ evidence }) => evidence.length === 0).map(({ id }) => id)
}

/** Where the progress of a measure stands, for a receipt. */
export const rowOf = ({ measureId, pointId }: Pick<MeasureWork, 'measureId' | 'pointId'>): ChangedRow =>
  pointId === null ? ['measure', measureId] : ['point_measure', pointId]

/** A closure was revoked: nothing counts as done or proved any more; files and reports stay. Answers the rows for the receipt. Called after moveMatter. */
export async function beginCycle(tx: WriteTx, matterId: string, by: PersonId | null, now: Date): Promise<ChangedRow[]> {
  const links = await removeAllLinks(tx, matterId, { person: by, now })
  const { measures, milestones, point } = await clearProgress(tx, matterId)
  return [
    ...links.map((id): ChangedRow => ['measure_evidence', id]),
    ...measures.map((id): ChangedRow => ['measure', id]),
    ...milestones.map((id): ChangedRow => ['milestone', id]),
    ...(point ? [['point_measure', matterId] as const] : []),
    ...(await refreshWorkDone(tx, matterId)),
  ]
}
