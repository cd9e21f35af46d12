import { expect, test } from 'vitest'
import { ADMIN_ROLES } from '#kernel/roles.ts'
import {
  type Actor,
  ACTORS,
  PROBLEM,
  type Stage,
  findings,
  idOf,
  ok,
  oneProblem,
  provedProblem,
} from '#test/closeout/closeout-stage-fixture.ts'

type Act = { act: string; whyNot: string | null; onBehalf: boolean }
type Line = {
  act: string
  step: string
  verdict: string | null
  voided: { reason: string } | null
  signatory: { id: string }
  recorder: string | null
}
/** The three administrators see no problem, nor does who is nothing but a reader of complainants. */
const actsAtAll = (actor: Actor) => !([...ADMIN_ROLES, 'complainant_reader'] as readonly string[]).includes(actor)
const mayDo = async (stage: Stage, id: string, actor: Actor) => {
  const { acts } = (await stage.view(id, actor)) as unknown as { acts: Act[] }
  return acts.filter(({ whyNot }) => whyNot === null).map(({ act }) => act)
}
const linesOf = async (stage: Stage, id: string) => ((await stage.view(id))['current'] as { entries: Line[] }).entries

test('一条线走到底：申请、签署、核查、复核、公示、审批销号、备案；记录与数据一致', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'filing'))
  expect(await stage.view(id)).toMatchObject({ words: '已销号', state: 'closed', step: { key: 'filing' } })
  ok([await stage.act('officer', id, 'filing', { no: '区环改〔2026〕1号', to: '市整改办', on: stage.today() })])
  expect(await stage.view(id)).toMatchObject({ words: '已备案', step: null })
  const acts = await stage.owner.query("select act from district.event where subject = $1 and act like 'closeout.%' order by id", [id])
  expect(acts.rows.map((row: { act: string }) => row.act.slice('closeout.'.length))).toEqual([
    'apply',
    'sign',
    'verify',
    'sign',
    'notice',
    'notice-end',
    'sign',
    'file',
  ])
  expect(await findings(stage)).toEqual([])
})

test('缺什么一次说全；办完了就能申请', async () => {
  const stage = await oneProblem({ holders: { lead: PROBLEM.holders?.lead ?? [] } })
  expect(await stage.view(stage.id)).toMatchObject({
    words: '未申请销号',
    missing: ['措施 1、2 尚未完成', '措施 1、2 没有佐证', '没有明确验收单位', '没有明确包联领导'],
  })
  const refused = await stage.apply(stage.id)
  expect([refused.status, refused.json['code']]).toEqual([422, 'closeout.incomplete'])
  expect(refused.json['message']).toContain('没有明确包联领导')
})

test('按钮与服务端同一个答案：谁在哪一步能办什么', async () => {
  const stage = await provedProblem()
  const { id } = stage
  const all = async () =>
    Object.fromEntries(await Promise.all(ACTORS.filter(actsAtAll).map(async (actor) => [actor, await mayDo(stage, id, actor)] as const)))
  const nobody = Object.fromEntries(ACTORS.filter(actsAtAll).map((actor) => [actor, []]))
  expect(await all()).toEqual({ ...nobody, outsider: ['apply'], leadHead: ['apply'], officer: ['apply'], officer2: ['apply'] })
  await stage.bringTo(id, 'unit')
  const side = { outsider: ['withdraw'], leadHead: ['withdraw'] }
  expect(await all()).toEqual({ ...nobody, ...side, leadHead: ['withdraw', 'sign'] })
  ok([await stage.agree('leadHead', id)])
  expect(await all()).toEqual({ ...nobody, ...side, verifier: ['verify'], verifier2: ['verify'] })
  expect(await stage.view(id)).toMatchObject({
    signatories: [
      { name: 'handler甲' },
      { name: 'head甲' },
      { name: 'leader甲' },
      { name: 'paper甲' },
      { name: 'verifier2甲' },
      { name: 'verifier甲' },
    ],
  })
  const { acts } = (await stage.view(id, 'officer')) as unknown as { acts: Act[] }
  expect(acts.find(({ act }) => act === 'verify')).toMatchObject({
    whyNot: expect.stringContaining('验收单位验收人（青禾镇）'),
    onBehalf: true,
  })
})

test('看不到的问题如同没有；没有权限的不能办', async () => {
  const stage = await provedProblem({
    holders: { ...PROBLEM.holders, acceptance: [], lead: [{ unitId: '00000000-0000-4000-8000-000000000002' }] },
  })
  const { id } = stage
  expect((await stage.as('handler').get(`/problems/${id}/closeout`)).status).toBe(404)
  expect((await stage.post('handler', id, 'closeout/apply', { statement: '完', completedOn: '2026-11-23' }, 1)).status).toBe(404)
  expect((await stage.as('system_admin').get(`/problems/${id}/closeout`)).status).toBe(403)
})

test('核查一次不通过：退回、计数、措施恢复为未完成，再办后通过', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  const form = await stage.site(id)
  const [first, second] = form.lines
  ok([
    await stage.act('verifier', id, 'verification', {
      ...form,
      lines: [{ ...first, verdict: 'refused', remark: '仍有残留', acceptedIds: [] }, second],
    }),
  ])
  expect(await stage.view(id)).toMatchObject({ state: 'open', current: { returns: 1, applications: 1 }, missing: ['措施 1 尚未完成'] })
  const [measure] = await stage.measures(id)
  ok([await stage.report('outsider', id, measure?.id ?? ''), await stage.apply(id)])
  expect(await stage.view(id)).toMatchObject({ state: 'in_closeout', current: { returns: 1, applications: 2 } })
  expect((await linesOf(stage, id)).filter(({ voided }) => voided).map(({ act }) => act)).toEqual(['opinion'])
  expect(await findings(stage)).toEqual([])
})

test('签后改动：意见失效，退到最早失效的环节，原因写明是哪个操作；旧封存不能再签', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'office'))
  const { version, seal } = await stage.view(id)
  const [measure] = await stage.measures(id)
  ok([await stage.link('outsider', id, measure?.id ?? '', await stage.keep(id, 'proof', 'outsider'))])
  expect(await stage.view(id)).toMatchObject({ version, step: { key: 'unit' } })
  const voided = (await linesOf(stage, id)).filter((line) => line.voided)
  expect(voided.map(({ act }) => act)).toEqual(['opinion', 'verification'])
  expect(voided[0]?.voided?.reason).toContain('关联佐证')
  const late = await stage.post('leadHead', id, 'closeout/opinion', { verdict: 'agree', text: '同意', seal }, version)
  expect([late.status, late.json['message']]).toEqual([409, '材料已变动，请重新核对后再签'])
  const sealed = (await stage.as('officer').get(`/problems/${id}/closeout/sealed/${seal}`)).json
  expect(sealed).toMatchObject({ matches: true, facts: { task: '清理海堤外侧建筑垃圾', measures: [{ no: 1, holder: null }, { no: 2 }] } })
  const events = await stage.owner.query("select subject from district.event where act = 'closeout.void'")
  expect(events.rows).toEqual([{ subject: id }])
  expect(await findings(stage)).toEqual([])
})

test('上传核查照片、填备注不使意见失效', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  await stage.keep(id, 'verification', 'verifier')
  const { version } = await stage.view(id)
  ok([await stage.as('officer').post('/problems/cells', { cells: [{ id, version, column: 'remark', text: '已核对' }] })])
  expect(await stage.view(id)).toMatchObject({ step: { key: 'verify' } })
})

test('50 人同时销号：一个成功，49 个被告知是谁、何时先办的；一条记录', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'leader'))
  const { version, seal } = await stage.view(id)
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => stage.post('leader', id, 'closeout/opinion', { verdict: 'agree', text: '同意', seal }, version)),
  )
  const lost = replies.filter(({ status }) => status === 409)
  expect([replies.filter(({ status }) => status === 200).length, lost.length]).toEqual([1, 49])
  expect(new Set(lost.map(({ json }) => json['message']))).toEqual(
    new Set(['该事项已于 2026-11-30 10:00 被 leader甲 改动，请核对后再保存']),
  )
  const events = await stage.owner.query(
    "select count(*)::int as n from district.event where subject = $1 and act = 'closeout.sign' and actor_id = $2",
    [id, idOf('leader')],
  )
  expect(events.rows).toEqual([{ n: 1 }])
})
