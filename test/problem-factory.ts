import type { Part } from '#kernel/rooms/matters.ts'
import { randomUUID } from 'node:crypto'
import type { Day } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { NO_FACTS, type ProblemFacts } from '#features/problems/domain/problem.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { type Entry, enterProblems } from '#features/problems/server/enter-problems.queries.ts'
import { dayIn } from '#platform/clock.ts'
import { type ChangedRow, committer } from '#platform/commit.ts'
import { type Database, asReadDb } from '#platform/db.ts'
import { district } from './database.ts'
import { type Seat, aSource, ownUnit, personOf, rootUnit } from './people.ts'

type FactoryInput = Partial<Omit<ProblemFacts, 'deadline'>> & {
  readonly holders?: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly measures?: readonly string[]
  readonly no?: string
}

/** One problem as a sheet would bring it; its lead unit is the test people's own unit unless said otherwise. */
export function entryOf(
  task: string,
  { holders = { lead: [{ unitId: ownUnit }] }, measures = [], no, ...facts }: FactoryInput,
  on: Day,
): Entry {
  const deadlineRaw = facts.deadlineRaw === undefined ? '2026年12月31日前' : facts.deadlineRaw
  return {
    id: randomUUID(),
    facts: {
      ...NO_FACTS,
      sourceId: aSource,
      wording: `${task}的反馈原文`,
      task,
      receivedOn: on,
      ...facts,
      deadlineRaw,
      deadline: deadlineRaw === null ? null : parseDeadline(deadlineRaw, on),
    },
    numbers: no === undefined ? [] : [{ issuer: 'district', sourceId: null, no }],
    holders,
    words: no === undefined ? [] : [no],
    measures,
    raw: { 整改任务: task },
    intakeId: null,
    intakeAt: null,
    intakeFile: null,
  }
}

/** Enters problems through the same door as an import, with events; answers their ids in order. */
export async function enter(
  db: Database,
  now: Date,
  problems: readonly (readonly [task: string, input?: FactoryInput])[],
  by: Seat = 'officer',
) {
  const today = dayIn(now)
  const entries = problems.map(([task, input = {}]) => entryOf(task, input, today))
  const commit = committer(db, district, { person: personOf(by), request: randomUUID(), at: now })
  await commit(async (tx) => ({
    events: await enterProblems(tx, 'intake.add', entries, { now, today, context: await loadDueContext(asReadDb(tx)) }),
    result: undefined,
  }))
  return entries.map(({ id }) => id)
}

/** Receipts for the test people, who are put into the database without one. */
export async function recordPeople(db: Database, now: Date): Promise<void> {
  const commit = committer(db, district, { person: null, request: randomUUID(), at: now })
  await commit(async (tx) => {
    const rows: ChangedRow[] = []
    for (const table of ['unit', 'person', 'duty', 'source'] as const)
      for (const { id } of await tx.selectFrom(table).select('id').execute()) rows.push([table, id])
    for (const { person_id } of await tx.selectFrom('account').select('person_id').execute()) rows.push(['account', person_id])
    return { events: [{ act: 'org.set-up', subject: rootUnit, rows }], result: undefined }
  })
}
