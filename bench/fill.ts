import { randomUUID } from 'node:crypto'
import type { Day } from '#kernel/days.ts'
import { type Deadline, parseDeadline } from '#kernel/deadline.ts'
import { NO_FACTS } from '#features/problems/domain/problem.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { type Entry, enterProblems } from '#features/problems/server/enter-problems.queries.ts'
import { dayIn } from '#platform/clock.ts'
import { committer } from '#platform/commit.ts'
import { type Database, type Schema, asReadDb } from '#platform/db.ts'
import type { District } from './district.ts'
import { type BenchLine, HEADS, benchLine, cellsOf } from './lines.ts'

const CHUNK = 2_500
const DECLARED = { 已销号: 'closed', 已完成: 'done', 正在整改: 'in_hand' } as const
const phrases = new Map<string, Deadline>()

function deadlineIn(phrase: string, on: Day): Deadline {
  const known = phrases.get(phrase) ?? parseDeadline(phrase, on)
  phrases.set(phrase, known)
  return known
}

function entryOf(line: BenchLine, on: Day): Entry {
  const no = `区改2026-${String(line.n + 1).padStart(6, '0')}`
  const cells = cellsOf(line)
  return {
    id: randomUUID(),
    facts: {
      ...NO_FACTS,
      sourceId: line.source.id,
      round: line.round,
      problemTypes: [line.type],
      wording: line.wording,
      point: line.point,
      region: line.town.name,
      target: line.target,
      progressText: line.progress,
      receivedOn: on,
      deadlineRaw: line.deadline,
      deadline: deadlineIn(line.deadline, on),
      declared: line.status === '' ? null : DECLARED[line.status],
      declaredRaw: line.status || null,
    },
    numbers: [{ issuer: 'district', sourceId: null, no }],
    holders: {
      ...(line.leader && { leader: [{ personId: line.leader.id }] }),
      lead: [{ unitId: line.lead.id }],
      co: line.co.map(({ id }) => ({ unitId: id })),
      territory: [{ unitId: line.town.id }],
      person: [{ text: line.person }],
    },
    words: [no, line.leader?.name ?? '', line.lead.name, line.town.name, line.person],
    measures: line.measures,
    raw: Object.fromEntries(HEADS.map((head, i) => [head, cells[i] ?? ''])),
    intakeId: null,
    intakeAt: null,
    intakeFile: null,
  }
}

/** Enters the lines from `from` up to `to` by the door every import uses, receipts included, two at a time; answers the rows a second. */
export async function fillTo(db: Database, schema: Schema, district: District, from: number, to: number): Promise<number> {
  const began = performance.now()
  let next = from
  const worker = async () => {
    while (next < to) {
      const start = next
      next = Math.min(to, start + CHUNK)
      await enterLines(
        db,
        schema,
        Array.from({ length: next - start }, (_, i) => benchLine(start + i, district)),
      )
    }
  }
  await Promise.all([worker(), worker()])
  return Math.round(((to - from) / (performance.now() - began)) * 1000)
}

function enterLines(db: Database, schema: Schema, lines: readonly BenchLine[]): Promise<void> {
  const now = new Date()
  const today = dayIn(now)
  const entries = lines.map((line) => entryOf(line, today))
  return committer(db, schema, { person: null, request: randomUUID(), at: now })(async (tx) => ({
    events: await enterProblems(tx, 'intake.add', entries, { now, today, context: await loadDueContext(asReadDb(tx)) }),
    result: undefined,
  }))
}
