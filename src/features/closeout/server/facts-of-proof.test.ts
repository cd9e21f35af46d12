import { expect, test } from 'vitest'
import { type Actor, type Stage, findings, idOf, ok, oneProblem, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'
import { verified } from '#test/verify.ts'

const describe = async (stage: Stage, actor: Actor, file: string | undefined, facts: object = { note: '另一种说法' }) => {
  const { status, json } = await stage.as(actor).post(`/evidence/${file ?? ''}/facts`, facts)
  return json['code'] ?? status
}
const EVERY_FACT = [
  { takenAt: '2026-11-01T02:00:00.000Z' },
  { effectiveOn: '2026-11-01' },
  { side: 'after' },
  { pair: idOf('officer') },
  { note: '清运之后' },
]
const everyFact = (stage: Stage, actor: Actor, file: string | undefined) =>
  Promise.all(EVERY_FACT.map((facts) => describe(stage, actor, file, facts)))
const all = (answer: unknown) => EVERY_FACT.map(() => answer)
const proofOf = async (stage: Stage, id: string) => (await stage.measures(id))[0]?.evidence[0]?.id

test('材料的日期、说明、前后对照只由上传人填写，专班、负责人和验收人都不能改', async () => {
  const stage = await provedProblem()
  const file = await proofOf(stage, stage.id)
  for (const actor of ['officer', 'leadHead', 'verifier', 'supervisor'] as const)
    expect(await describe(stage, actor, file)).toBe('evidence.describe-other')
  expect(await everyFact(stage, 'outsider', file)).toEqual(all(200))
  expect(await findings(stage)).toEqual([])
})

test('申请以后不能再改；撤回后可以；再申请的封存里是改后的', async () => {
  const stage = await provedProblem()
  const { id } = stage
  const file = await proofOf(stage, id)
  ok([await stage.apply(id)])
  const { seal } = await stage.view(id)
  expect(await everyFact(stage, 'outsider', file)).toEqual(all('evidence.describe-relied'))
  expect(await stage.view(id)).toMatchObject({ seal })
  ok([await stage.act('outsider', id, 'withdraw', { reason: '补充材料' })])
  expect(await describe(stage, 'outsider', file, { note: '清运之后', effectiveOn: '2026-11-02' })).toBe(200)
  ok([await stage.apply(id)])
  const again = await stage.view(id)
  expect(again.seal).not.toBe(seal)
  const { json } = await stage.as('officer').get(`/problems/${id}/closeout/sealed/${again.seal}`)
  expect(json).toMatchObject({ matches: true, facts: { measures: [{ proof: [{ note: '清运之后', effectiveOn: '2026-11-02' }] }, {}] } })
  expect(await findings(stage)).toEqual([])
})

test('销号以后、撤销以后，那一轮的佐证和核查照片都不能再改；没有被用上的可以', async () => {
  const stage = await provedProblem()
  const { id } = stage
  const file = await proofOf(stage, id)
  ok(await stage.bringTo(id, 'verify'))
  const site = await stage.site(id)
  const spare = await stage.keep(id, 'verification', 'verifier')
  ok([await stage.act('verifier', id, 'verification', site)])
  expect(await everyFact(stage, 'verifier', site.photoIds[0])).toEqual(all('evidence.describe-relied'))
  expect(await describe(stage, 'verifier', spare)).toBe(200)
  ok([await stage.agree('officer', id), await stage.notice(id)])
  stage.moveTo('2026-11-30')
  ok([await stage.act('officer', id, 'notice-end', { text: '公示无异议' }), await stage.agree('leader', id)])
  expect(await describe(stage, 'verifier', site.photoIds[0])).toBe('evidence.describe-relied')
  expect(await describe(stage, 'outsider', file)).not.toBe(200)
  ok([await stage.act('officer', id, 'revoke', { kind: 'rebound', reason: '反弹', dueOn: '2027-12-31', basis: '区整改专班通知' })])
  expect(await describe(stage, 'outsider', file)).toBe('evidence.describe-relied')
  expect(await describe(stage, 'verifier', site.photoIds[0])).toBe('evidence.describe-relied')
  expect(await findings(stage)).toEqual([])
})

test('现场核查退回的，照片仍是退回的依据；补正后另拍', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  const site = await stage.site(id)
  const lines = site.lines.map((line) => ({ ...line, verdict: 'refused', remark: '不到位', acceptedIds: [] }))
  ok([await stage.act('verifier', id, 'verification', { ...site, lines })])
  expect(await describe(stage, 'verifier', site.photoIds[0])).toBe('evidence.describe-relied')
})

test('绕过程序直接改了库里的说明，核对按签署时封存的认得出：佐证、核查照片、签字页', async () => {
  const stage = await provedProblem()
  const { id } = stage
  const file = await proofOf(stage, id)
  ok(await stage.bringTo(id, 'verify'))
  const scanId = await stage.keep(id, 'opinion', 'officer')
  const site = await stage.site(id, { signatoryId: idOf('verifier'), signedOn: stage.today(), scanId })
  ok([await stage.act('officer', id, 'verification', site)])
  const sealed = async () => (await verified(stage.db)).findings.filter(({ check }) => check === 'sealed').length
  expect(await sealed()).toBe(0)
  for (const [at, changed] of [file, site.photoIds[0], scanId].entries()) {
    await stage.owner.query('update district.evidence set note = $2 where id = $1', [changed, '事后补写'])
    expect(await sealed()).toBe(at + 1)
  }
})

test('升级前申请的销号按原来的封存办完，签过的意见不因升级失效；重新申请即按新的封存', async () => {
  const stage = await oneProblem()
  const { id } = stage
  await stage.prove(id)
  ok([await stage.apply(id)])
  const now = (await stage.view(id)).seal
  await stage.owner.query('update district.closeout set seal_form = 1')
  expect((await stage.view(id)).seal).not.toBe(now)
  ok([await stage.agree('leadHead', id), await stage.act('outsider', id, 'withdraw', { reason: '补充' }), await stage.apply(id)])
  expect((await stage.owner.query('select seal_form as form from district.closeout')).rows).toEqual([{ form: 2 }])
})
