import type { AddressInfo } from 'node:net'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { changeChain } from '../closeout/chain-fixture.ts'
import { type Actor, PROBLEM, closeoutStage } from '../closeout/closeout-stage-fixture.ts'
import { otherUnit, ownUnit, personOf } from '../people.ts'
import type { ProblemInput } from '../problems-fixture.ts'

export type Answer = { readonly status: number; readonly json: Record<string, unknown>; readonly bytes: Buffer }
export type Request = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: unknown; readonly version?: number }
type Measures = readonly { readonly id: string }[]
export type Ids = { readonly id: MatterId; readonly measures: Measures }
/** A walk's own problems: one that can be closed, one of the other unit alone, one of our unit alone. */
export type Trio = { readonly marker: string; readonly shared: Ids; readonly others: Ids; readonly ours: Ids }

/** Opinion of the lead unit, verification, review, approval: without the notice, so that no day has to pass. */
const CHAIN = [
  { key: 'unit', kind: 'opinion', name: '责任单位意见', holder: 'lead_head', closes: false },
  { key: 'verify', kind: 'verification', name: '现场核查', holder: 'acceptance', closes: false },
  { key: 'office', kind: 'opinion', name: '专班审核', holder: 'office', closes: false },
  { key: 'leader', kind: 'opinion', name: '领导审批', holder: 'leader', closes: true },
]
const problemsOf = (marker: string): ProblemInput[] => [
  { ...PROBLEM, wording: `${marker}甲`, measures: ['清运'] },
  {
    ...PROBLEM,
    wording: `${marker}乙`,
    measures: ['清运'],
    holders: { lead: [{ unitId: otherUnit }], leader: [{ personId: personOf('outsider') }] },
  },
  { ...PROBLEM, wording: `${marker}丙`, measures: ['清运'], holders: { lead: [{ unitId: ownUnit }] } },
]

/** The real server on a socket of its own, with three problems for each of `walks`. */
export async function walkStage(walks: number) {
  const markers = Array.from({ length: walks }, (_, i) => `漫步第${i + 1}号堆场`)
  const stage = await closeoutStage(markers.flatMap(problemsOf).map((problem, i) => ({ ...problem, no: `走${i + 1}` })))
  await changeChain(stage, 'place', CHAIN)
  await stage.app.http.listen({ port: 0, host: '127.0.0.1' })
  const base = `http://127.0.0.1:${(stage.app.http.server.address() as AddressInfo).port}/api`
  const send = async (actor: Actor, { method, path, body, version }: Request): Promise<Answer> => {
    const isBytes = Buffer.isBuffer(body)
    const reply = await fetch(base + path, {
      method,
      headers: {
        cookie: `bihuan_session=${(stage.tokens as Readonly<Record<string, string>>)[actor]}`,
        ...(body !== undefined && { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(body !== undefined && { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const bytes = Buffer.from(await reply.arrayBuffer())
    const isJson = String(reply.headers.get('content-type')).includes('json')
    return { status: reply.status, json: isJson ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {}, bytes }
  }
  const idsOf = async (at: number): Promise<Ids> => {
    const id = stage.ids[at]
    if (!id) throw new Error('no such problem')
    return { id, measures: await stage.measures(id) }
  }
  const trios: Trio[] = []
  for (const [i, marker] of markers.entries())
    trios.push({ marker, shared: await idsOf(3 * i), others: await idsOf(3 * i + 1), ours: await idsOf(3 * i + 2) })
  return { send, trios, today: stage.today, close: () => stage.app.http.close() }
}
export type WalkStage = Awaited<ReturnType<typeof walkStage>>
