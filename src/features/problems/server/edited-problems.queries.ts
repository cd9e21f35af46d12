import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Deadline } from '#kernel/deadline.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { EditedProblem } from '../domain/edit-cells.ts'
import { factsOf } from '../domain/problem.ts'
import { type ProblemRow, problemRows } from './problem-rows.queries.ts'

/** A problem as it is edited, and who may see it. */
export type Editing = EditedProblem &
  Pick<ProblemRow, 'id' | 'version' | 'nos' | 'dueOn' | 'reviewOn' | 'units' | 'persons'> & { readonly decided: readonly string[] }

/** Problems with what editing needs. */
export async function loadEditing(db: ReadDb, ids: readonly string[], today: Day): Promise<Map<string, Editing>> {
  const rows = await problemRows(db, ids, { today, sensitive: 'everything', recent: true, participants: true, measures: true })
  return new Map(rows.map((row) => [row.id, { ...row, closed: row.state === 'closed', facts: factsOf(row) }]))
}

/**
 * What a phrase meant when a problem carried it before, by problem and phrase: a phrase without a year keeps the year it was read in,
 * so that taking an edit back brings back the same last day.
 */
export async function phrasesBefore(db: ReadDb, phrases: readonly { readonly id: string; readonly phrase: string }[]) {
  if (phrases.length === 0) return new Map<string, Deadline>()
  const rows = await queryRows<{ id: string; phrase: string; deadline: Deadline }>(
    db,
    sql`select distinct on (w.id, w.phrase) w.id, w.phrase, c -> 'after' -> 'deadline' as deadline
      from jsonb_to_recordset(${JSON.stringify(phrases)}::jsonb) as w(id uuid, phrase text)
      join event e on e.subject = w.id cross join lateral jsonb_array_elements(e.changes) c
      where c ->> 'table' = 'problem' and c -> 'after' ->> 'deadline_raw' = w.phrase and c -> 'after' -> 'deadline' <> 'null'
      order by w.id, w.phrase, e.id desc`,
  )
  return new Map(rows.map(({ id, phrase, deadline }) => [`${id} ${phrase}`, deadline]))
}
