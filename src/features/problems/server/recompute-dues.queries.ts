import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { changeDues, lockMatters } from '#features/matters/server/matters.queries.ts'
import type { Receipt } from '#platform/commit.ts'
import { type WriteTx, ask, reading } from '#platform/db.ts'
import type { ProblemFacts } from '../domain/problem.ts'
import { dueOfProblem, loadDueContext } from './due-facts.queries.ts'
import { changeReviews, refreshComputed } from './problems.queries.ts'

type Dated = Pick<ProblemFacts, 'deadline' | 'confirmedOn' | 'receivedOn' | 'sourceId'> & {
  readonly id: string
  readonly due: Day | null
  readonly review: Day | null
}

/** The last days of all problems again, after a setting, a holiday or a day of entry has changed; only those that differ are written. */
export async function recomputeDues(tx: WriteTx): Promise<Receipt[]> {
  const context = await loadDueContext(reading(tx))
  const problems = await ask<Dated>(
    reading(tx),
    sql`select p.matter_id as id, p.deadline, p.confirmed_on as "confirmedOn", p.received_on as "receivedOn", p.source_id as "sourceId", m.due_on as due, p.review_on as review
      from problem p join matter m on m.id = p.matter_id`,
  )
  const changed = problems
    .map((problem) => ({ ...problem, now: dueOfProblem(problem, context) }))
    .filter(({ now, due, review }) => now.dueOn !== due || now.reviewOn !== review)
    .map(({ id, now }) => ({ id, dueOn: now.dueOn, reviewOn: now.reviewOn }))
  if (changed.length === 0) return []
  await lockMatters(
    tx,
    changed.map(({ id }) => id),
  )
  await changeReviews(tx, changed)
  await changeDues(tx, changed)
  await refreshComputed(
    tx,
    changed.map(({ id }) => id),
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
