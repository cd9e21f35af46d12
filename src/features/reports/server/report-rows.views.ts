import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { SLOT_WORDS, type Slot } from '#kernel/rooms/problems.ts'
import type { Declared } from '#kernel/rooms/problems-tables.ts'
import { CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS, closureOf, progressOf, scheduleOf } from '#features/problems/domain/axes.ts'
import type { ProblemState } from '#features/problems/domain/problem.ts'
import type { SettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { slotsOf } from '#features/problems/server/required-slots.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { LedgerReportRow } from '../domain/ledger-row.ts'

type Stored = Omit<LedgerReportRow, 'progress' | 'schedule' | 'closure' | 'missing'> & {
  readonly missing: readonly Slot[]
  readonly sourceId: string | null
  readonly state: ProblemState
  readonly declared: Declared | null
  readonly measuresTotal: number
  readonly measuresStarted: number
  readonly measuresDone: number
  readonly nextDueOn: Day | null
  readonly reviewOn: Day | null
  readonly doneOn: Day | null
  readonly dueOn: Day | null
}

/** The rows of the official tables, in the ledger's order by clock: a few queries whatever their number. `wanted` selects matter ids. */
export async function reportRows(
  db: ReadDb,
  wanted: RawBuilder<unknown>,
  today: Day,
  settings: SettingsOfSources,
): Promise<LedgerReportRow[]> {
  const rows = await queryRows<Stored>(
    db,
    sql`
    with wanted as materialized (${wanted}),
    held as materialized (
      select r.matter_id, r.part, r.sort, coalesce(u.short_name, u.name, n.name, r.holder_text) as name
      from responsibility r left join unit u on u.id = r.unit_id left join person n on n.id = r.person_id
      where r.to_on is null and r.matter_id in (select id from wanted)
    ), by_part as materialized (
      select matter_id, jsonb_object_agg(part, names) as parts from (
        select matter_id, part, jsonb_agg(name order by sort) as names from held group by matter_id, part) one group by matter_id
    ), phones as materialized (
      select matter_id, array_agg(phone order by sort) as phones from responsibility
      where to_on is null and part = 'person' and phone is not null and matter_id in (select id from wanted) group by matter_id
    ), plans as materialized (
      select problem_id, array_agg(text order by no) as measures from measure
      where removed_on is null and problem_id in (select id from wanted) group by problem_id
    ), numbers as materialized (
      select matter_id, min(no) filter (where issuer = 'district' and source_id is null) as own,
        string_agg(no, '、' order by issuer, no) filter (where issuer <> 'district' or source_id is not null) as upstream
      from matter_number where matter_id in (select id from wanted) group by matter_id
    )
    select coalesce(n.own, '') as number, coalesce(n.upstream, '') as "parentNumber", coalesce(s.name, '') as source, coalesce(p.round, '') as round,
      coalesce(p.wording, '') as problem, coalesce(p.task, '') as task, coalesce(p.point, '') as point, p.problem_types as "problemTypes", coalesce(p.target, '') as target,
      coalesce(e.measures, '{}') as measures, coalesce(h.parts -> 'leader', '[]') as leaders, coalesce(h.parts -> 'lead', '[]') as "leadUnits",
      coalesce(h.parts -> 'co', '[]') as "coUnits", case when p.region is not null then jsonb_build_array(p.region) else coalesce(h.parts -> 'territory', '[]') end as territories,
      coalesce(h.parts -> 'person', '[]') as persons, coalesce(f.phones, '{}') as phones, coalesce(h.parts -> 'acceptance', '[]') as "acceptanceUnits",
      coalesce(h.parts -> 'supervising', '[]') as "supervisingUnits", coalesce(p.deadline_raw, '') as deadline, coalesce(p.progress_text, '') as "progressNote",
      coalesce(p.remark, '') as remark, m.due_on as "dueOn", p.source_id as "sourceId", p.missing, m.state, p.declared, p.measures_total as "measuresTotal",
      p.measures_started as "measuresStarted", p.measures_done as "measuresDone", p.next_due_on as "nextDueOn", p.review_on as "reviewOn", m.done_on as "doneOn"
    from wanted w join problem p on p.matter_id = w.id join matter m on m.id = w.id
    left join source s on s.id = p.source_id left join by_part h on h.matter_id = w.id left join phones f on f.matter_id = w.id
    left join plans e on e.problem_id = w.id left join numbers n on n.matter_id = w.id
    order by m.due_on nulls last, n.own, w.id`,
  )
  return rows.map((row) => inWords(row, today, settings))
}

/** The axes in words; what counts as missing is what the mechanism asks for where the problem came from. */
function inWords({ sourceId, ...row }: Stored, today: Day, settings: SettingsOfSources): LedgerReportRow {
  return {
    ...row,
    progress: PROGRESS_MARKS[progressOf(row)].word,
    schedule: SCHEDULE_MARKS[scheduleOf(row, today)].word,
    closure: CLOSURE_MARKS[closureOf(row)].word,
    missing: row.missing
      .filter((slot) => slotsOf(settings, sourceId).includes(slot) || slot === 'measures')
      .map((slot) => `缺${SLOT_WORDS[slot]}`),
  }
}

/** The name of the district as its papers carry it. */
export async function jurisdictionName(db: ReadDb): Promise<string> {
  const [root] = await queryRows<{ name: string }>(db, sql`select name from unit where parent_id is null`)
  return root?.name ?? ''
}
