import { randomUUID } from 'node:crypto'
import type { Day } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { Entry } from '#features/problems/server/enter-problems.queries.ts'
import { enterProblems } from '#features/problems/server/enter-problems.queries.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { NO_FACTS, type ProblemFacts } from '#features/problems/domain/problem.ts'
import { committer } from '#platform/commit.ts'
import { type Database, asReadDb } from '#platform/db.ts'
import { district } from './database.ts'
import { type Seat, aSource } from './people.ts'
import { testServer } from './server.ts'

const FACTS: ProblemFacts = {
  ...NO_FACTS,
  sourceId: aSource,
  wording: '海堤外侧露天堆放建筑垃圾',
  receivedOn: '2026-10-01' as Day,
}
export type ProblemInput = Partial<ProblemFacts> &
  Partial<Pick<Entry, 'holders' | 'measures' | 'words' | 'intakeId' | 'intakeAt'>> & { readonly no?: string }

/** Problems as an import would enter them on a day, with what is given and nothing else; answers their ids in order. */
export async function givenProblems(db: Database, list: readonly ProblemInput[], on = '2026-11-23'): Promise<MatterId[]> {
  const entries = list.map(({ holders = {}, measures = [], words = [], intakeId = null, intakeAt = null, no, ...facts }, i): Entry => {
    const deadline = facts.deadlineRaw ? parseDeadline(facts.deadlineRaw, on as Day) : null
    const numbers = [{ issuer: 'district', sourceId: null, no: no ?? `区改2026-${String(i + 1).padStart(4, '0')}` }]
    const all = [...words, ...numbers.map((number) => number.no)]
    return {
      id: randomUUID(),
      facts: { ...FACTS, deadline, ...facts },
      numbers,
      holders,
      measures,
      words: all,
      raw: {},
      intakeId,
      intakeAt,
      intakeFile: null,
    }
  })
  const now = new Date(`${on}T09:00:00+08:00`)
  await committer(db, district, { person: null, request: 'test', at: now })(async (tx) => {
    const context = await loadDueContext(asReadDb(tx))
    return { events: await enterProblems(tx, 'intake.add', entries, { now, today: on as Day, context }), result: undefined }
  })
  return entries.map(({ id }) => id as MatterId)
}

/** The real application with problems, and the ledger as a seat asks for it. */
export async function ledgerServer(problems: readonly ProblemInput[]) {
  const app = await testServer()
  const ids = await givenProblems(app.db, problems)
  const list = async (query: string, seat: Seat = 'officer') => {
    const { status, json } = await app.as(seat).get(`/problems?${query}`)
    return { status, total: json['total'], rows: (json['rows'] ?? []) as { id: string; no: string; [key: string]: unknown }[] }
  }
  const nos = async (query: string, seat?: Seat) => (await list(query, seat)).rows.map(({ no }) => Number(no.slice(-4)))
  return { ...app, ids, list, nos }
}
