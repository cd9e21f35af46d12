import type { Part } from '#kernel/rooms/matters.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Holder } from '#features/matters/domain/parts.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { ProblemFacts } from '../domain/problem.ts'

/** The facts of problem p as one value. */
export const FACTS_JSON = sql<ProblemFacts>`jsonb_build_object('level', p.level, 'parentId', p.parent_id, 'sourceId', p.source_id, 'round', p.round, 'category', p.category, 'problemTypes', p.problem_types,
        'wording', p.wording, 'task', p.task, 'point', p.point, 'region', p.region, 'target', p.target, 'progressText', p.progress_text, 'remark', p.remark,
        'receivedOn', p.received_on, 'deadlineRaw', p.deadline_raw, 'deadline', p.deadline, 'confirmedOn', p.confirmed_on,
        'declared', p.declared, 'declaredRaw', p.declared_raw, 'declaredOn', p.declared_on)`

/** A problem as a newer sheet is compared with it. */
export type ExistingProblem = {
  readonly id: string
  readonly version: number
  readonly closed: boolean
  readonly nos: readonly string[]
  /** Of these, the district's own. */
  readonly ownNos: readonly string[]
  readonly wordingHash: string
  readonly facts: ProblemFacts
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly measures: readonly string[]
  readonly raw: Readonly<Record<string, string>>
}

/** Problems by a query that names their ids. */
const loadProblems = (db: ReadDb, ids: RawBuilder<unknown>) =>
  queryRows<ExistingProblem>(
    db,
    sql`
    with meant as (${ids})
    select p.matter_id as id, m.version, m.state = 'closed' as closed, p.wording_hash as "wordingHash", p.raw,
      coalesce((select array_agg(n.no) from matter_number n where n.matter_id = p.matter_id), '{}') as nos,
      coalesce((select array_agg(n.no) from matter_number n where n.matter_id = p.matter_id and n.source_id is null and n.issuer = 'district'), '{}') as "ownNos",
      coalesce((select array_agg(e.text order by e.no) from measure e where e.problem_id = p.matter_id and e.removed_on is null), '{}') as measures,
      coalesce((select jsonb_object_agg(part, holders) from (
        select r.part, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('unitId', r.unit_id, 'personId', r.person_id, 'text', r.holder_text, 'phone', r.phone)) order by r.sort) as holders
        from (select * from responsibility r where r.matter_id = p.matter_id offset 0) r where r.to_on is null group by r.part) held), '{}') as holders,
      ${FACTS_JSON} as facts
    from meant join problem p on p.matter_id = meant.id join matter m on m.id = p.matter_id`,
  )

export const problemsById = (db: ReadDb, ids: readonly string[]) => loadProblems(db, sql`select unnest(${[...ids]}::uuid[]) as id`)

/**
 * Problems that a sheet may mean: by one of these numbers (the district's own, or of these sources), or by these wordings from these sources.
 * Upstream items are not lines of a district's sheet. A few queries whatever the number of rows.
 */
export const existingProblems = (db: ReadDb, sourceIds: readonly string[], nos: readonly string[], hashes: readonly string[]) =>
  loadProblems(
    db,
    sql`
      select n.matter_id as id from matter_number n join problem p on p.matter_id = n.matter_id
      where n.no = any(${[...nos]}) and (n.source_id = any(${[...sourceIds]}::uuid[]) or n.source_id is null) and p.level <> 'item'
      union select matter_id from problem where source_id = any(${[...sourceIds]}::uuid[]) and wording_hash = any(${[...hashes]}) and level <> 'item'`,
  )
