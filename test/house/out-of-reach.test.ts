import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PROBLEM, type Actor, closeoutStage, ok } from '../closeout/closeout-stage-fixture.ts'
import { otherUnit, personOf } from '../people.ts'
import { formOf } from './form-of.ts'

const SEAL = 'a'.repeat(64)
const ID = randomUUID()
/** A body that every check of form lets through, by the end of the path, where the least of its contract does not pass. */
const BODIES: Readonly<Record<string, object>> = {
  opinion: { verdict: 'agree', text: '同意', seal: SEAL },
  verification: {
    from: '2026-11-23T08:00:00+08:00',
    to: '2026-11-23T09:00:00+08:00',
    place: '现场',
    memberIds: [],
    lines: [],
    residents: '无',
    text: '合格',
    seal: SEAL,
  },
}
const bodyOf = (e: Endpoint) => {
  const known = BODIES[e.path.split('/').at(-1) ?? '']
  return e.input.safeParse(known).success ? known : formOf(e.input)
}
const HOLES = ['matterId', 'problemId', 'evidenceId', 'itemId'] as const
const SEEING: readonly Actor[] = ['handler', 'head', 'leader', 'verifier']

test('看不到的与不存在的，每个接口答得一模一样：问题、佐证、“回头看”的项', async () => {
  const stage = await closeoutStage([
    { ...PROBLEM, holders: { lead: [{ unitId: otherUnit }], leader: [{ personId: personOf('outsider') }] } },
  ])
  const id = stage.ids[0] as MatterId
  await stage.owner.query("update district.problem set declared = 'closed', closure = 'declared' where matter_id = $1", [id])
  const campaign = await stage
    .as('officer')
    .post('/lookbacks', { name: '复查', dueOn: '2026-12-31', note: '', scope: { closures: ['closed'] }, expected: 1 })
  ok([campaign])
  const items = await stage.owner.query<{ id: string }>('select id from district.lookback_item')
  const there = { matterId: id, problemId: id, evidenceId: await stage.keep(id, 'proof', 'outsider'), itemId: String(items.rows[0]?.id) }
  const pathOf = (e: Endpoint, ids: Readonly<Record<string, string>>) =>
    e.path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? SAMPLE[name] ?? ID)
  const SAMPLE: Readonly<Record<string, string>> = { seal: SEAL, paper: 'application', size: 'thumb' }
  const guarded = stage.app.endpoints.filter((e) => HOLES.some((name) => e.path.includes(`:${name}`)))
  expect(guarded.length).toBeGreaterThan(25)
  let compared = 0
  for (const e of guarded)
    for (const seat of SEEING) {
      const repliesTo = async (ids: Readonly<Record<string, string>>) => {
        const path = pathOf(e, ids)
        const body = bodyOf(e)
        const as = stage.as(seat)
        if (e.method === 'get') return as.get(path.endsWith('/as-of') ? `${path}?day=2026-11-23` : path)
        return e.body === 'bytes' ? as.upload(`${path}?name=a.jpg`, Buffer.from('x')) : as.post(path, body, { 'if-match': '"1"' })
      }
      const gone = { problemId: ID, evidenceId: ID, itemId: ID }
      const [foreign, unknown] = [await repliesTo(there), await repliesTo(gone)]
      expect([e.path, seat, foreign.status, foreign.json]).toEqual([e.path, seat, unknown.status, unknown.json])
      expect([e.path, [403, 404].includes(foreign.status)]).toEqual([e.path, true])
      if (foreign.status === 404) compared += 1
    }
  expect(compared).toBeGreaterThan(40)
})
