import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ProblemFacts } from '../domain/problem.ts'
import { wordingKey } from '../domain/problem.ts'
import { type WriteTx } from '#platform/db.ts'

/** A problem with where it came from: the file and cell, and every raw cell of its row. */
export type StoredProblem = ProblemFacts & {
  readonly id: string
  readonly reviewOn: string | null
  readonly raw: Readonly<Record<string, string>>
  readonly intakeId: string | null
  readonly intakeAt: string | null
}
export type NewMeasure = { readonly id: string; readonly problemId: string; readonly no: number; readonly text: string }

export const wordingHash = (facts: Pick<ProblemFacts, 'wording' | 'task' | 'point'>) =>
  createHash('sha256').update(wordingKey(facts)).digest('hex')

const COLUMNS = sql`p(id uuid, level text, "parentId" uuid, "sourceId" uuid, round text, category text, "problemTypes" text[], wording text, hash text, task text,
  point text, region text, target text, "progressText" text, remark text, "receivedOn" date, "deadlineRaw" text, deadline jsonb, "confirmedOn" date, "reviewOn" date,
  declared text, "declaredRaw" text, "declaredOn" date, raw jsonb, "intakeId" uuid, "intakeAt" text)`
const recordset = (problems: readonly StoredProblem[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(problems.map((problem) => ({ ...problem, hash: wordingHash(problem) })))}::jsonb) as ${COLUMNS}`

/** Problems of matters just added, in one statement. */
export async function addProblems(tx: WriteTx, problems: readonly StoredProblem[]): Promise<void> {
  await sql`
    insert into problem (matter_id, level, parent_id, source_id, round, category, problem_types, wording, wording_hash, task, point, region, target, progress_text,
      remark, received_on, deadline_raw, deadline, confirmed_on, review_on, declared, declared_raw, declared_on, raw, intake_id, intake_at)
    select id, level, "parentId", "sourceId", round, category, "problemTypes", wording, hash, task, point, region, target, "progressText",
      remark, "receivedOn", "deadlineRaw", deadline, "confirmedOn", "reviewOn", declared, "declaredRaw", "declaredOn", raw, "intakeId", "intakeAt"
    from ${recordset(problems)}`.execute(tx)
}

/** Everything of changed problems but what they are (level, parent, source) and when they were received. */
export async function changeProblems(tx: WriteTx, problems: readonly StoredProblem[]): Promise<void> {
  await sql`
    update problem set round = p.round, category = p.category, problem_types = p."problemTypes", wording = p.wording, wording_hash = p.hash, task = p.task,
      point = p.point, region = p.region, target = p.target, progress_text = p."progressText", remark = p.remark, deadline_raw = p."deadlineRaw",
      deadline = p.deadline, confirmed_on = p."confirmedOn", review_on = p."reviewOn", declared = p.declared, declared_raw = p."declaredRaw",
      declared_on = p."declaredOn", raw = p.raw, intake_id = p."intakeId", intake_at = p."intakeAt"
    from ${recordset(problems)} where problem.matter_id = p.id`.execute(tx)
}

/** Measures as an imported plan lists them. */
export async function addMeasures(tx: WriteTx, measures: readonly NewMeasure[]): Promise<void> {
  await sql`
    insert into measure (id, problem_id, no, text)
    select m.id, m."problemId", m.no, m.text from jsonb_to_recordset(${JSON.stringify(measures)}::jsonb) as m(id uuid, "problemId" uuid, no int, text text)`.execute(
    tx,
  )
}

/** What depends on facts alone, as SQL over problem p: written here and computed again by verify. */
export const COMPUTED = sql`
  select p.matter_id,
    coalesce(m.total, 0) as measures_total, coalesce(m.started, 0) as measures_started, coalesce(m.done, 0) as measures_done, m.next_due_on,
    coalesce(r.units, '{}') as holder_units, coalesce(r.persons, '{}') as holder_persons, r.lead_unit_id, r.leader_id,
    array_remove(array[
      case when not coalesce(r.has_leader, false) then 'leader' end,
      case when not coalesce(r.has_lead, false) then 'unit' end,
      case when not coalesce(r.has_person, false) then 'person' end,
      case when p.target is null then 'target' end,
      case when p.deadline_raw is null and p.confirmed_on is null then 'deadline' end,
      case when m.total is null then 'measures' end], null) as missing
  from problem p
  left join lateral (
    select array_agg(distinct r.unit_id) filter (where r.unit_id is not null) as units,
      array_agg(distinct r.person_id) filter (where r.person_id is not null) as persons,
      (array_agg(r.unit_id order by r.sort, r.id) filter (where r.part = 'lead' and r.unit_id is not null))[1] as lead_unit_id,
      (array_agg(r.person_id order by r.sort, r.id) filter (where r.part = 'leader' and r.person_id is not null))[1] as leader_id,
      bool_or(r.part = 'leader') as has_leader, bool_or(r.part = 'lead') as has_lead, bool_or(r.part = 'person') as has_person
    from responsibility r where r.matter_id = p.matter_id and r.to_on is null
  ) r on true
  left join lateral (
    select nullif(count(*), 0)::int as total, count(m.started_on)::int as started, count(m.done_on)::int as done,
      least(min(m.due_on) filter (where m.done_on is null),
        min((select min(s.due_on) from milestone s where s.measure_id = m.id and s.reached_on is null)) filter (where m.done_on is null)) as next_due_on
    from measure m where m.problem_id = p.matter_id and m.removed_on is null
  ) m on true`

/** Writes what depends on facts alone, in the transaction that changed them. */
export async function refreshComputed(tx: WriteTx, ids: readonly string[]): Promise<void> {
  await sql`
    update problem set measures_total = c.measures_total, measures_started = c.measures_started, measures_done = c.measures_done, next_due_on = c.next_due_on,
      holder_units = c.holder_units, holder_persons = c.holder_persons, lead_unit_id = c.lead_unit_id, leader_id = c.leader_id, missing = c.missing
    from (${COMPUTED} where p.matter_id = any(${[...ids]}::uuid[])) c where problem.matter_id = c.matter_id`.execute(tx)
}
