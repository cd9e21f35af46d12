import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Column } from '#kernel/columns.ts'
import { PROBLEMS_TABLES } from '#kernel/rooms/problems-tables.ts'
import { NUMBERS_OWN_FIRST } from '#features/matters/server/numbers.queries.ts'
import { setParticipantsOf } from '#features/matters/server/participants.queries.ts'
import { type SettingsOfSources, loadSettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { readersOf } from '#features/matters/server/scope.queries.ts'
import { type Ready, type WriteTx, asReadDb } from '#platform/db.ts'
import type { ParticipantSource } from '#platform/app.ts'
import { FACT_KEYS, type FactKey, factOf } from '../domain/facts.ts'
import { type ProblemFacts, wordingKey } from '../domain/problem.ts'
import { CLOSURE, ENDED, progressSql } from './axes.queries.ts'
import { requiredSlots } from './required-slots.queries.ts'

const PROBLEM_COLUMNS = PROBLEMS_TABLES.problem.columns

/** Where a problem came from: the file and cell, and every raw cell of its row; and what follows from its facts and rules. */
type Beside = {
  readonly reviewOn: string | null
  readonly raw: Readonly<Record<string, string>>
  readonly intakeId: string | null
  readonly intakeAt: string | null
  readonly intakeFile: string | null
  /** What of it a person decided, by the names of facts and parts: no later sheet changes it. */
  readonly decided: readonly string[]
}
export type StoredProblem = ProblemFacts & Beside & { readonly id: string }
/** What of a problem may change: not what it is, nor what was found, nor when it was received. */
type Fixed = 'level' | 'parentId' | 'sourceId' | 'receivedOn' | 'wording' | 'task' | 'point'
export type ProblemChange = { readonly id: string } & Partial<Omit<ProblemFacts, Fixed> & Beside>

/** How a problem is found by its wording; `key` is wordingKey() of its facts. */
export const hashOfWording = (key: string) => createHash('sha256').update(key).digest('hex')
export const wordingHash = (facts: Pick<ProblemFacts, 'wording' | 'task' | 'point'>) => hashOfWording(wordingKey(facts))

/** The columns that are given, by what they are called here. */
const COLUMNS: Readonly<Record<string, keyof typeof PROBLEM_COLUMNS>> = {
  ...Object.fromEntries(FACT_KEYS.map((key) => [key, factOf(key).column])),
  reviewOn: 'review_on',
  raw: 'raw',
  intakeId: 'intake_id',
  intakeAt: 'intake_at',
  intakeFile: 'intake_file',
  decided: 'decided',
  hash: 'wording_hash',
}
const COLUMN_NAMES = Object.keys(COLUMNS)
const columnOf = (key: string) => COLUMNS[key] ?? 'raw'
const names = (of: (key: string) => string, keys = COLUMN_NAMES) => sql.join(keys.map((key) => sql.ref(of(key))))
const recordset = (rows: readonly object[], keys: readonly string[], more: string) => {
  const types = keys.map((key) => sql`${sql.ref(key)} ${sql.raw(PROBLEM_COLUMNS[columnOf(key)].spec.sql)}`)
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as p(id uuid, ${sql.join(types)}, ${sql.raw(more)})`
}

/** Writes what changed and nothing else: only columns that are another in some of these problems, each in those where it is. */
export async function changeProblems(tx: WriteTx, changes: readonly ProblemChange[]): Promise<void> {
  const rows = changes.map(({ id, ...change }) => ({ ...change, id, keys: COLUMN_NAMES.filter((key) => key in change) }))
  const keys = COLUMN_NAMES.filter((key) => rows.some((row) => row.keys.includes(key)))
  if (keys.length === 0) return
  const set = keys.map((key) => {
    const [column, now] = [sql.ref(columnOf(key)), sql.ref(`p.${key}`)]
    const everywhere = rows.every((row) => row.keys.includes(key))
    return everywhere ? sql`${column} = ${now}` : sql`${column} = case when ${key} = any(p.keys) then ${now} else problem.${column} end`
  })
  await sql`update problem set ${sql.join(set)} from ${recordset(rows, keys, 'keys text[]')} where problem.matter_id = p.id`.execute(tx)
}

/** Next reviews alone, as rules make them anew. */
export async function changeReviews(tx: WriteTx, changes: readonly Pick<StoredProblem, 'id' | 'reviewOn'>[]): Promise<void> {
  await sql`
    update problem set review_on = p."reviewOn"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as p(id uuid, "reviewOn" date) where problem.matter_id = p.id`.execute(tx)
}

/** How problems are found by their wording, made anew where a part of it was taken out. */
export async function rehashWordings(
  tx: WriteTx,
  problems: readonly { readonly id: string; readonly facts: ProblemFacts }[],
): Promise<void> {
  const rows = JSON.stringify(problems.map(({ id, facts }) => ({ id, hash: wordingHash(facts) })))
  await sql`update problem set wording_hash = w.hash from jsonb_to_recordset(${rows}::jsonb) as w(id uuid, hash text)
    where problem.matter_id = w.id and problem.wording_hash <> w.hash`.execute(tx)
}

/** What an older ledger declares no longer counts: the problem runs again. Its words and its day stay readable. */
export async function undeclare(tx: WriteTx, id: string): Promise<void> {
  await sql`update problem set declared = null, decided = array(select distinct unnest(decided || '{declared}'::text[]) order by 1) where matter_id = ${id}`.execute(
    tx,
  )
}

/** The last day as somebody set it, whatever the phrase or a later sheet says. */
export async function confirmDay(tx: WriteTx, id: string, day: string): Promise<void> {
  await sql`update problem set confirmed_on = ${day},
    decided = array(select distinct unnest(decided || '{deadlineRaw}'::text[]) order by 1) where matter_id = ${id}`.execute(tx)
}

/** Another day of receipt for these. Their last days are another's business. */
export const changeReceived = (tx: WriteTx, ids: readonly string[], receivedOn: Day) =>
  sql`update problem set received_on = ${receivedOn} where matter_id = any(${[...ids]}::uuid[])`.execute(tx)

/** What a problem was split from. */
export async function changeParent(tx: WriteTx, id: string, parentId: string | null): Promise<void> {
  await sql`update problem set parent_id = ${parentId} where matter_id = ${id}`.execute(tx)
}

type Over = {
  readonly keys: RawBuilder<unknown>
  readonly problems: RawBuilder<unknown>
  /** How far a problem p is with the measures that it goes by: one row. */
  readonly counts: RawBuilder<unknown>
  /** Slots that count for problem p. */
  readonly required: RawBuilder<unknown>
}
/** The columns of `counts` over some measures e, for problem p or for the point p that inherits them. */
const countsOver = (measures: RawBuilder<unknown>) => sql`
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
  ) e`

/** What depends on facts and settings alone, over problems p with their matters m. */
const computedOver = ({ keys, problems, counts, required }: Over) => sql`
  select ${keys}, w.measures_total, w.measures_started, w.measures_done, w.next_due_on,
    ${readersOf(sql`p.matter_id`)} as readers, r.lead_unit_id, r.leader_id,
    coalesce(r.lead_unit_ids, '{}') as lead_unit_ids, coalesce(r.leader_ids, '{}') as leader_ids,
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
      array_agg(distinct r.unit_id) filter (where r.part = 'lead' and r.unit_id is not null) as lead_unit_ids,
      array_agg(distinct r.person_id) filter (where r.part = 'leader' and r.person_id is not null) as leader_ids,
      bool_or(r.part = 'leader') as has_leader, bool_or(r.part = 'lead') as has_lead, bool_or(r.part = 'person') as has_person
    -- offset 0: before its first statistics a new database would search a far worse index for those that still hold
    from (select * from responsibility r where r.matter_id = p.matter_id offset 0) r where r.to_on is null
  ) r on true
  left join lateral (${counts}) w on true`

/** What depends on facts and settings alone, as SQL over problem p with its matter m: written here and computed again by verify. */
export const computedNow = (settings: SettingsOfSources) =>
  computedOver({
    keys: sql`p.matter_id`,
    problems: sql`problem`,
    counts: countsOver(
      sql`(select * from measure e where e.problem_id = case when p.level = 'point' then p.parent_id else p.matter_id end and e.removed_on is null)`,
    ),
    required: requiredSlots(settings),
  })

const hashed = (problems: readonly NewProblem[]) => problems.map((problem) => ({ ...problem, hash: wordingHash(problem) }))
/** The same before the rows are there: problems as given, with measures that nobody has begun; a point has those of its parent. */
const computedOfNew = (rows: RawBuilder<unknown>, settings: SettingsOfSources) =>
  computedOver({
    keys: sql`p.*`,
    problems: sql`(select p.*, p.id as matter_id, p."parentId" as parent_id, p."sourceId" as source_id, p."deadlineRaw" as deadline_raw, p."confirmedOn" as confirmed_on from ${rows})`,
    counts: sql`
      select cardinality(p."measureIds") as measures_total, 0 as measures_started, 0 as measures_done, cardinality(p."measureIds") as measures_unproved,
        null::date as next_due_on where p.level <> 'point'
      union all select * from (${countsOver(sql`(select * from measure e where e.problem_id = p.parent_id and e.removed_on is null)`)}) inherited where p.level = 'point'`,
    required: requiredSlots(settings),
  })

/** Columns of computedNow, all but matter_id. */
const COMPUTED_COLUMNS = Object.entries<Column>(PROBLEM_COLUMNS).flatMap(([name, { spec }]) => (spec.recorded === 'computed' ? [name] : []))

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
export function addProblems(problems: readonly NewProblem[]): Ready {
  const rows = recordset(hashed(problems), COLUMN_NAMES, '"measureIds" uuid[]')
  const computed = sql.join(COMPUTED_COLUMNS.map((name) => sql.ref(name)))
  return async (tx) =>
    sql`insert into problem (matter_id, ${names(columnOf)}, ${computed}) select id, ${names((key) => key)}, ${computed}
    from (${computedOfNew(rows, await loadSettingsOfSources(asReadDb(tx)))}) c`.execute(tx)
}

/** What anything computed of a problem depends on, besides its matter, numbers, holders, measures and proof. */
const COMPUTED_FROM: readonly FactKey[] = [...FACT_KEYS.filter((key) => factOf(key).type === 'other'), 'target', 'deadlineRaw']
/** Whether something computed may follow from changed facts. */
export const isComputedFrom = (changed: Partial<ProblemFacts>): boolean => COMPUTED_FROM.some((key) => key in changed)

/**
 * Writes what depends on facts alone, in the transaction that changed them: after every change of a problem, its matter, holders, numbers,
 * measures or proof. The points of a problem inherit its measures, so theirs is written, too. `sameDoers`: no measure came, went or has
 * another doer, and no problem another parent. Rows of which nothing differs are left alone.
 */
export async function refreshComputed(tx: WriteTx, ids: readonly string[], { sameDoers = false } = {}): Promise<void> {
  if (ids.length === 0) return
  const these = sql`${[...ids]}::uuid[]`
  const all = sql`array(select unnest(${these}) union select c.matter_id from problem c where c.level = 'point' and c.parent_id = any(${these}))`
  if (!sameDoers) await setParticipantsOf(tx, DOERS, all)
  const of = (table: string) => sql.join(COMPUTED_COLUMNS.map((name) => sql.ref(`${table}.${name}`)))
  const columns = COMPUTED_COLUMNS.map((name) => sql`${sql.ref(name)} = ${sql.ref(`c.${name}`)}`)
  await sql`
    update problem set ${sql.join(columns)}
    from (${computedNow(await loadSettingsOfSources(asReadDb(tx)))} where p.matter_id = any(${all})) c
    where problem.matter_id = c.matter_id and (${of('problem')}) is distinct from (${of('c')})`.execute(tx)
}
