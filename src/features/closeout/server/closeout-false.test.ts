import { expect, test } from 'vitest'
import { type Stage, findings, ok, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'

const answerOf = ({ status, json }: { status: number; json: Record<string, unknown> }) => [status, json['message']]
type One = Stage & { readonly id: MatterId }
type Entry = { act: string; voided: { reason: string } | null }
const validActs = async ({ view, id }: One) =>
  ((await view(id))['current'] as { entries: Entry[] }).entries.flatMap(({ act, voided }) => (voided === null ? [act] : []))
const step = async ({ view, id }: One) => ((await view(id))['step'] as { key: string } | null)?.key
const fill = async ({ as, view, id }: One, column: string, text: string) =>
  as('officer').post('/problems/cells', { cells: [{ id, version: (await view(id)).version, column, text }] })

test.each([
  ['lead', '青禾镇'],
  ['acceptance', '区住建局'],
])('签后改换%s单位：已签意见失效，从头再签', async (column, text) => {
  const stage = await provedProblem()
  ok(await stage.bringTo(stage.id, 'notice'))
  const before = await validActs(stage)
  expect(before).toEqual(['apply', 'opinion', 'verification', 'opinion'])
  ok([await fill(stage, column, text)])
  expect([await validActs(stage), await step(stage)]).toEqual([['apply'], 'unit'])
})

test('签后换包联领导、填备注：不是所签的事实，意见仍有效，由新领导审批', async () => {
  const stage = await provedProblem()
  ok(await stage.bringTo(stage.id, 'leader'))
  ok([await fill(stage, 'remark', '已函告市局'), await fill(stage, 'leader', 'supervisor甲')])
  expect(await step(stage)).toBe('leader')
  expect((await stage.agree('leader', stage.id)).status).toBe(403)
})

test('本次申请之前的核查不算：退回重报后，须再到现场', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'office'))
  const old = await stage.site(id)
  stage.moveTo('2026-11-25')
  ok([await stage.act('officer', id, 'opinion', { verdict: 'return', returnTo: 'apply', text: '现场照片不清' })])
  ok(await stage.bringTo(id, 'verify'))
  expect(answerOf(await stage.act('verifier', id, 'verification', old))).toEqual([422, expect.stringContaining('早于本次申请')])
  ok([await stage.act('verifier', id, 'verification', await stage.site(id))])
})

test('上一轮的签字页和核查照片不能再用', async () => {
  const stage = await provedProblem()
  const { id } = stage
  const scan = await stage.keep(id, 'opinion', 'officer')
  const photo = await stage.keep(id, 'verification', 'verifier')
  ok(await stage.bringTo(id, 'filing'))
  ok([await stage.act('officer', id, 'revoke', { kind: 'rebound', reason: '又堆了垃圾', dueOn: '2027-12-31', basis: '区整改专班通知' })])
  await stage.prove(id)
  ok(await stage.bringTo(id, 'verify'))
  const again = await stage.site(id, { photoIds: [photo] })
  expect(answerOf(await stage.act('verifier', id, 'verification', again))).toEqual([422, expect.stringContaining('本轮')])
  ok([await stage.act('verifier', id, 'verification', await stage.site(id))])
  const onPaper = { signatoryId: '00000000-0000-4000-8000-000000000042', signedOn: stage.today(), scanId: scan }
  expect(answerOf(await stage.agree('officer', id, onPaper))).toEqual([422, expect.stringContaining('签字页')])
})

test('同时撤销、同时备案：各成一次，其余得知是谁先办的；核对一致', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'filing'))
  const { version } = await stage.view(id)
  const body = { no: '区环督〔2026〕1号', to: '市整改办', on: stage.today() }
  const filed = await Promise.all(Array.from({ length: 8 }, async () => stage.post('officer', id, 'closeout/filing', body, version)))
  expect(filed.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  const now = (await stage.view(id)).version
  const why = { kind: 'false', reason: '现场照片系他处', dueOn: '2027-12-31', basis: '区整改专班通知' }
  const revoked = await Promise.all(Array.from({ length: 8 }, async () => stage.post('officer', id, 'closeout/revoke', why, now)))
  expect(revoked.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(revoked.every(({ status }) => status === 200 || status === 409)).toBe(true)
  expect(await findings(stage)).toEqual([])
})
