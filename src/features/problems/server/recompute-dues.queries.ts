import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { changeDue, changeDues } from '#features/matters/server/matters.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import type { ProblemFacts } from '../domain/problem.ts'
import { type DueContext, dueOfProblem, loadDueContext } from './due-facts.queries.ts'
import { changeReviews, confirmDay, refreshComputed } from './problems.queries.ts'

type Dated = Pick<ProblemFacts, 'deadline' | 'confirmedOn' | 'receivedOn' | 'sourceId'> & {
  readonly id: string
  readonly due: Day | null
  readonly review: Day | null
}
export type StaleDue = { readonly id: string; readonly dueOn: Day | null; readonly reviewOn: Day | null }

/** Problems whose last day or next review is not what settings, holidays and days of entry give now; of some, or of all. */
export async function staleDues(db: ReadDb, context: DueContext, ids?: readonly string[]): Promise<StaleDue[]> {
  const problems = await queryRows<Dated>(
    db,
    sql`select p.matter_id as id, p.deadline, p.confirmed_on as "confirmedOn", p.received_on as "receivedOn", p.source_id as "sourceId", m.due_on as due, p.review_on as review
      from problem p join matter m on m.id = p.matter_id where ${among(sql`p.matter_id`, ids)}`,
  )
  return problems
    .map((problem) => ({ ...problem, now: dueOfProblem(problem, context) }))
    .filter(({ now, due, review }) => now.dueOn !== due || now.reviewOn !== review)
    .map(({ id, now }) => ({ id, dueOn: now.dueOn, reviewOn: now.reviewOn }))
}

/** One of some; nothing said: any. */
export const among = (id: RawBuilder<unknown>, ids: readonly string[] | undefined) =>
  ids === undefined ? sql`true` : sql`${id} = any(${[...ids]}::uuid[])`

/** The last day that somebody set is the problem's from now on, whatever its phrase says. The caller holds the lock and gives the new version. */
export async function setLastDay(tx: WriteTx, id: string, day: Day): Promise<void> {
  await confirmDay(tx, id, day)
  const db = asReadDb(tx)
  await changeReviews(tx, await staleDues(db, await loadDueContext(db), [id]))
  await changeDue(tx, id, day)
}

/** Writes the last days that differ. The caller holds the locks. */
export async function writeDues(tx: WriteTx, changed: readonly StaleDue[]): Promise<EventDraft[]> {
  if (changed.length === 0) return []
  await changeReviews(tx, changed)
  await changeDues(tx, changed)
  await refreshComputed(
    tx,
    changed.map(({ id }) => id),
    { sameDoers: true },
  )
  return changed.map(({ id }) => ({
    act: 'problem.recompute-due',
    subject: id,
    rows: [
      ['matter', id],
      ['problem', id],
    ],
  }))
}
