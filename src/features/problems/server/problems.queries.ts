import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { ProblemFacts } from '../domain/problem.ts'
import { wordingKey } from '../domain/problem.ts'
import { NUMBERS_OWN_FIRST } from '#features/matters/server/numbers.queries.ts'
import { setParticipants } from '#features/matters/server/participants.queries.ts'
import { readersOf } from '#features/matters/server/scope.queries.ts'
import { type SettingsOfSources, loadSettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import type { ParticipantSource } from '#platform/room-module.ts'
import { CLOSURE, ENDED, progressSql } from './axes.queries.ts'
import { requiredSlots } from './required-slots.queries.ts'

/** A problem with where it came from: the file and cell, and every raw cell of its row. */
export type StoredProblem = ProblemFacts & {
  readonly id: string
  readonly reviewOn: string | null
  readonly raw: Readonly<Record<string, string>>
  readonly intakeId: string | null
  readonly intakeAt: string | null
}

export const wordingHash = (facts: Pick<ProblemFacts, 'wording' | 'task' | 'point'>) =>
  createHash('sha256').update(wordingKey(facts)).digest('hex')

const COLUMNS = sql`p(id uuid, level text, "parentId" uuid, "sourceId" uuid, round text, category text, "problemTypes" text[], wording text, hash text, task text,
  point text, region text, target text, "progressText" text, remark text, "receivedOn" date, "deadlineRaw" text, deadline jsonb, "confirmedOn" date, "reviewOn" date,
  declared text, "declaredRaw" text, "declaredOn" date, raw jsonb, "intakeId" uuid, "intakeAt" text, "measureIds" uuid[])`
const recordset = (problems: readonly StoredProblem[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(problems.map((problem) => ({ ...problem, hash: wordingHash(problem) })))}::jsonb) as ${COLUMNS}`

/** Everything of changed problems but what they are (level, parent, source) and when they were received. */
export async function changeProblems(tx: WriteTx, problems: readonly StoredProblem[]): Promise<void> {
  await sql`
    update problem set round = p.round, category = p.category, problem_types = p."problemTypes", wording = p.wording, wording_hash = p.hash, task = p.task,
      point = p.point, region = p.region, target = p.target, progress_text = p."progressText", remark = p.remark, deadline_raw = p."deadlineRaw",
      deadline = p.deadline, confirmed_on = p."confirmedOn", review_on = p."reviewOn", declared = p.declared, declared_raw = p."declaredRaw",
      declared_on = p."declaredOn", raw = p.raw, intake_id = p."intakeId", intake_at = p."intakeAt"
    from ${recordset(problems)} where problem.matter_id = p.id`.execute(tx)
}

/** Next reviews alone, as rules make them anew. */
export async function changeReviews(tx: WriteTx, changes: readonly Pick<StoredProblem, 'id' | 'reviewOn'>[]): Promise<void> {
  await sql`
    update problem set review_on = p."reviewOn"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as p(id uuid, "reviewOn" date) where problem.matter_id = p.id`.execute(tx)
}

/** What an older ledger declares no longer counts: the problem runs again. Its words and its day stay readable. */
export async function undeclare(tx: WriteTx, id: string): Promise<void> {
  await sql`update problem set declared = null where matter_id = ${id}`.execute(tx)
}

/** What a problem was split from. */
export async function changeParent(tx: WriteTx, id: string, parentId: string | null): Promise<void> {
  await sql`update problem set parent_id = ${parentId} where matter_id = ${id}`.execute(tx)
}

type Over = {
  readonly keys: RawBuilder<unknown>
  readonly problems: RawBuilder<unknown>
  readonly measures: RawBuilder<unknown>
  /** Slots that count for problem p. */
  readonly required: RawBuilder<unknown>
}
/** What depends on facts and settings alone, over problems p with their matters m and over the measures e that each goes by. */
const computedOver = ({ keys, problems, measures, required }: Over) => sql`
  select ${keys}, w.measures_total, w.measures_started, w.measures_done, w.next_due_on,
    ${readersOf(sql`p.matter_id`)} as readers, r.lead_unit_id, r.leader_id,
    array(select slot from unnest(array[
      case when not coalesce(r.has_leader, false) then 'leader' end,
      case when not coalesce(r.has_lead, false) then 'unit' end,
      case when not coalesce(r.has_person, false) then 'person' end,
      case when p.target is null then 'target' end,
      case when p.deadline_raw is null and p.confirmed_on is null then 'deadline' end,
      case when w.measures_total = 0 and p.level <> 'point' then 'measures' end,
      case when w.measures_unproved > 0 then 'evidence' end]) with ordinality as lacking (slot, place) where slot = any(${required}) order by place) as missing,
    m.due_on, ${progressSql('w')} as progress, ${CLOSURE} as closure, ${ENDED} as ended,
    (select left(n.no, 60) from matter_number n where n.matter_id = p.matter_id order by ${NUMBERS_OWN_FIRST} limit 1) as sort_no
  from ${problems} p
  join matter m on m.id = p.matter_id
  left join lateral (
    select (array_agg(r.unit_id order by r.sort, r.id) filter (where r.part = 'lead' and r.unit_id is not null))[1] as lead_unit_id,
      (array_agg(r.person_id order by r.sort, r.id) filter (where r.part = 'leader' and r.person_id is not null))[1] as leader_id,
      bool_or(r.part = 'leader') as has_leader, bool_or(r.part = 'lead') as has_lead, bool_or(r.part = 'person') as has_person
    -- offset 0: before its first statistics a new database would search a far worse index for those that still hold
    from (select * from responsibility r where r.matter_id = p.matter_id offset 0) r where r.to_on is null
  ) r on true
  left join lateral (
    select count(*)::int as measures_total, count(e.started_on)::int as measures_started, count(e.done_on)::int as measures_done,
      count(*) filter (where not e.proved)::int as measures_unproved,
      least(min(e.due_on) filter (where e.done_on is null), min(e.milestone_due_on) filter (where e.done_on is null)) as next_due_on
    from (
      select e.due_on, case when p.level = 'point' then o.started_on else e.started_on end as started_on,
        case when p.level = 'point' then o.done_on else e.done_on end as done_on,
        (select min(s.due_on) from milestone s where s.measure_id = e.id and s.reached_on is null and s.removed_on is null) as milestone_due_on,
        exists (select from measure_evidence l join evidence v on v.id = l.evidence_id
          where l.measure_id = e.id and l.removed_at is null and v.taken_down_at is null and v.matter_id = p.matter_id) as proved
      from ${measures} e left join point_measure o on o.point_id = p.matter_id and o.measure_id = e.id
    ) e
  ) w on true`

/** What depends on facts and settings alone, as SQL over problem p with its matter m: written here and computed again by verify. */
export const computedNow = (settings: SettingsOfSources) =>
  computedOver({
    keys: sql`p.matter_id`,
    problems: sql`problem`,
    measures: sql`(select * from measure e where e.problem_id = case when p.level = 'point' then p.parent_id else p.matter_id end and e.removed_on is null)`,
    required: requiredSlots(settings),
  })

/** The same before the rows are there: problems as given, with measures that nobody has begun; a point has those of its parent. */
const computedOfNew = (problems: readonly NewProblem[], settings: SettingsOfSources) =>
  computedOver({
    keys: sql`p.*`,
    problems: sql`(select p.*, p.id as matter_id, p."parentId" as parent_id, p."sourceId" as source_id, p."deadlineRaw" as deadline_raw, p."confirmedOn" as confirmed_on
      from ${recordset(problems)})`,
    measures: sql`(
      select e.id, e.due_on, e.started_on, e.done_on from measure e where p.level = 'point' and e.problem_id = p.parent_id and e.removed_on is null
      union all select e.id, null, null, null from unnest(p."measureIds") e(id) where p.level <> 'point')`,
    required: requiredSlots(settings),
  })

/** Columns of computedNow, all but matter_id. */
const COMPUTED_COLUMNS = [
  'measures_total',
  'measures_started',
  'measures_done',
  'next_due_on',
  'readers',
  'lead_unit_id',
  'leader_id',
  'missing',
  'due_on',
  'progress',
  'closure',
  'ended',
  'sort_no',
] as const

/** A problem as it is first written, with the measures its plan will list. */
export type NewProblem = StoredProblem & { readonly measureIds: readonly string[] }

/** What matter m of problem p inherits from. */
export const INHERITED_FROM = sql`case when p.level = 'point' then p.parent_id end`

/** Whoever a measure names takes part in its problem and in the points that inherit it. */
export const DOERS: ParticipantSource = {
  because: 'measure',
  rows: sql`select problem_id as matter_id, unit_id, person_id from measure where removed_on is null
    union all select p.matter_id, e.unit_id, e.person_id from problem p join measure e on e.problem_id = p.parent_id where p.level = 'point' and e.removed_on is null`,
}

/**
 * Problems of matters just added, in one statement, with what depends on facts alone: numbers and holders stand already, measures follow.
 * Written once: each of the many indexes of problem is filled once, not twice. A point of a problem entered beside it is refreshed afterwards.
 */
export async function addProblems(tx: WriteTx, problems: readonly NewProblem[]): Promise<void> {
  const computed = sql.join(COMPUTED_COLUMNS.map((name) => sql.ref(name)))
  await sql`
    insert into problem (matter_id, level, parent_id, source_id, round, category, problem_types, wording, wording_hash, task, point, region, target, progress_text,
      remark, received_on, deadline_raw, deadline, confirmed_on, review_on, declared, declared_raw, declared_on, raw, intake_id, intake_at, ${computed})
    select id, level, "parentId", "sourceId", round, category, "problemTypes", wording, hash, task, point, region, target, "progressText",
      remark, "receivedOn", "deadlineRaw", deadline, "confirmedOn", "reviewOn", declared, "declaredRaw", "declaredOn", raw, "intakeId", "intakeAt", ${computed}
    from (${computedOfNew(problems, await loadSettingsOfSources(asReadDb(tx)))}) c`.execute(tx)
}

/**
 * Writes what depends on facts alone, in the transaction that changed them: after every change of a problem, its matter, holders, numbers,
 * measures or proof. The points of a problem inherit its measures, so theirs is written, too.
 */
export async function refreshComputed(tx: WriteTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const points = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`select matter_id as id from problem where level = 'point' and parent_id = any(${[...ids]}::uuid[])`,
  )
  const all = [...new Set([...ids, ...points.map(({ id }) => id)])]
  await setParticipants(tx, DOERS, all)
  const columns = COMPUTED_COLUMNS.map((name) => sql`${sql.ref(name)} = ${sql.ref(`c.${name}`)}`)
  await sql`
    update problem set ${sql.join(columns)}
    from (${computedNow(await loadSettingsOfSources(asReadDb(tx)))} where p.matter_id = any(${all}::uuid[])) c
    where problem.matter_id = c.matter_id`.execute(tx)
}
