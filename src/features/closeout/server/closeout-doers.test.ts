import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { type Actor, type Stage, idOf, ok, oneProblem, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'
import { district } from '#test/database.ts'
import { otherUnit, ownUnit, personOf } from '#test/people.ts'
import { addDuties } from '#features/org/server/org.queries.ts'
import { write } from '#platform/db.ts'

const answerOf = ({ status, json }: { status: number; json: Record<string, unknown> }) => [status, json['message']]
const doerNames = async (stage: Stage, id: string) => ((await stage.view(id))['doers'] as { name: string }[]).map(({ name }) => name)
const verify = async (stage: Stage & { id: never }, change: Record<string, unknown> = {}) =>
  stage.act('verifier', stage.id, 'verification', await stage.site(stage.id, change))
const waiting = async (stage: Stage, actor: Actor) =>
  ((await stage.as(actor).get('/todo')).json['groups'] as { rows: unknown[] }[]).flatMap(({ rows }) => rows).length

test('先申请、后由别人重新申请的人，本轮仍是办理人：不能复核，也不在其待办之列', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok([await stage.apply(id, 'officer2'), await stage.act('outsider', id, 'withdraw', { reason: '补充材料' })])
  ok(await stage.bringTo(id, 'verify'))
  ok([await verify(stage as never)])
  expect(await doerNames(stage, id)).toContain('officer2甲')
  expect(answerOf(await stage.agree('officer2', id))[0]).toBe(422)
  expect([await waiting(stage, 'officer2'), await waiting(stage, 'officer')]).toEqual([0, 1])
})

test('上传了佐证的人是办理人，由别人关联也一样', async () => {
  const stage = await oneProblem()
  const { id } = stage
  for (const { id: measureId } of await stage.measures(id)) {
    await stage.link('outsider', id, measureId, await stage.keep(id, 'proof', 'verifier'))
    await stage.report('outsider', id, measureId)
  }
  ok(await stage.bringTo(id, 'verify'))
  expect(await doerNames(stage, id)).toContain('verifier甲')
  expect(answerOf(await verify(stage as never))).toEqual([422, expect.stringContaining('办理人')])
  expect([await waiting(stage, 'verifier'), await waiting(stage, 'verifier2')]).toEqual([0, 1])
})

test('措施点名的单位、第二牵头单位的人不能参加核查；在责任单位兼职的也不能', async () => {
  const stage = await provedProblem({
    holders: {
      lead: [{ text: '某公司' }, { unitId: otherUnit }],
      acceptance: [{ unitId: ownUnit }],
      leader: [{ personId: personOf('leader') }],
    },
  })
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  const inside = { memberIds: [idOf('verifier'), idOf('leadVerifier')] }
  expect(answerOf(await verify(stage as never, inside))).toEqual([422, expect.stringContaining('责任单位')])
  await write(stage.db, district, (tx) =>
    addDuties(tx, [{ id: randomUUID(), personId: idOf('verifier2'), unitId: otherUnit, role: 'handler', from: '2020-01-01' as Day }]),
  )
  expect(answerOf(await verify(stage as never))).toEqual([422, expect.stringContaining('verifier2甲属于责任单位')])
})

test('措施由验收单位承办：其人员不能核查自己的活；措施承办人也不能', async () => {
  const stage = await provedProblem()
  const { id } = stage
  const [one, two] = await stage.measures(id)
  const plan = (holder: object) => ({
    measures: [
      { id: one?.id, text: one?.text, unitId: null, personId: null, milestones: [], ...holder },
      { id: two?.id, text: two?.text, unitId: null, personId: null, milestones: [] },
    ],
  })
  const save = async (holder: object) => stage.post('officer', id, 'plan', plan(holder), (await stage.view(id)).version)
  ok([await save({ unitId: ownUnit })])
  ok(await stage.bringTo(id, 'verify'))
  expect(answerOf(await verify(stage as never))).toEqual([422, expect.stringContaining('责任单位')])
  ok([await save({ personId: idOf('verifier2') })])
  ok([await stage.agree('leadHead', id)])
  expect(answerOf(await verify(stage as never))).toEqual([422, expect.stringContaining('措施承办人')])
})

test('以责任单位负责人签过意见的人不能再核查，区里允许本单位核查也不行', async () => {
  const stage = await provedProblem()
  const { id } = stage
  await stage.as('officer').post('/org/settings/closeout.acceptance-differs', { value: 'no' }, { 'if-match': '"0"' })
  ok(await stage.bringTo(id, 'verify'))
  const withHead = { memberIds: [idOf('verifier'), idOf('leadHead')] }
  expect(answerOf(await verify(stage as never, withHead))).toEqual([422, expect.stringContaining('负责人身份签署')])
  ok([await verify(stage as never, { memberIds: [idOf('verifier'), idOf('leadVerifier')] })])
})
