import { expect, test } from 'vitest'
import type { MatterId } from '#kernel/ids.ts'
import { STANDARD_CHAIN } from '#kernel/settings/closeout.ts'
import { reading, write } from '#platform/db.ts'
import { verifyDistrict } from '#features/history/server/verify.views.ts'
import { ACTORS, type Actor, PROBLEM, closeoutStage, idOf } from '#test/closeout-stage.ts'
import { district } from '#test/database.ts'
import { personOf } from '#test/people.ts'
import { givenProblems } from '#test/problems.ts'
import { loadCloseoutFile } from './closeout-file.queries.ts'

type Stage = Awaited<ReturnType<typeof closeoutStage>>
type Act = { act: string; whyNot: string | null; onBehalf: boolean }
type Line = {
  act: string
  step: string
  verdict: string | null
  voided: { reason: string } | null
  signatory: { id: string }
  recorder: string | null
}
const ok = (replies: readonly { status: number; json: Record<string, unknown> }[]) =>
  expect(replies.map(({ status, json }) => json['message'] ?? status)).toEqual(replies.map(() => 200))
async function one(change: object = {}): Promise<Stage & { id: MatterId }> {
  const stage = await closeoutStage([{ ...PROBLEM, ...change }])
  const [id] = stage.ids
  if (!id) throw new Error('no problem')
  return { ...stage, id }
}
const proved = async (change: object = {}) => {
  const stage = await one(change)
  await stage.prove(stage.id)
  return stage
}
const mayDo = async (stage: Stage, id: string, actor: Actor) => {
  const { acts } = (await stage.view(id, actor)) as unknown as { acts: Act[] }
  return acts.filter(({ whyNot }) => whyNot === null).map(({ act }) => act)
}
const linesOf = async (stage: Stage, id: string) => ((await stage.view(id))['current'] as { entries: Line[] }).entries
const findings = async ({ db }: Stage) => (await write(db, district, (tx) => verifyDistrict(reading(tx), []))).findings

test('一条线走到底：申请、签署、核查、复核、公示、审批销号、备案；记录与数据一致', async () => {
  const stage = await proved()
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
  const stage = await one({ holders: { lead: PROBLEM.holders?.lead ?? [] } })
  expect(await stage.view(stage.id)).toMatchObject({
    words: '未申请销号',
    lacks: ['措施 1、2 尚未完成', '措施 1、2 没有佐证', '没有明确验收单位', '没有明确包联领导'],
  })
  const refused = await stage.apply(stage.id)
  expect([refused.status, refused.json['code']]).toEqual([422, 'closeout.lacks'])
  expect(refused.json['message']).toContain('没有明确包联领导')
})

test('按钮与服务端同一个答案：谁在哪一步能办什么', async () => {
  const stage = await proved()
  const { id } = stage
  const all = async () =>
    Object.fromEntries(
      await Promise.all(
        ACTORS.filter((actor) => actor !== 'system_admin').map(async (actor) => [actor, await mayDo(stage, id, actor)] as const),
      ),
    )
  const nobody = Object.fromEntries(ACTORS.filter((actor) => actor !== 'system_admin').map((actor) => [actor, []]))
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
  const stage = await proved({
    holders: { ...PROBLEM.holders, acceptance: [], lead: [{ unitId: '00000000-0000-4000-8000-000000000002' }] },
  })
  const { id } = stage
  expect((await stage.as('handler').get(`/problems/${id}/closeout`)).status).toBe(404)
  expect((await stage.post('handler', id, 'closeout/apply', { statement: '完', completedOn: '2026-11-23' }, 1)).status).toBe(404)
  expect((await stage.as('system_admin').get(`/problems/${id}/closeout`)).status).toBe(403)
})

test('核查一次不通过：退回、计数、措施恢复为未完成，再办后通过', async () => {
  const stage = await proved()
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
  expect(await stage.view(id)).toMatchObject({ state: 'open', current: { returns: 1, applications: 1 }, lacks: ['措施 1 尚未完成'] })
  const [measure] = await stage.measures(id)
  ok([await stage.report('outsider', id, measure?.id ?? ''), await stage.apply(id)])
  expect(await stage.view(id)).toMatchObject({ state: 'in_closeout', current: { returns: 1, applications: 2 } })
  expect((await linesOf(stage, id)).filter(({ voided }) => voided).map(({ act }) => act)).toEqual(['opinion'])
  expect(await findings(stage)).toEqual([])
})

test('签后改动：意见失效，退到最早失效的环节，原因写明是哪个操作；旧封存不能再签', async () => {
  const stage = await proved()
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
  const receipts = await stage.owner.query("select subject from district.event where act = 'closeout.void'")
  expect(receipts.rows).toEqual([{ subject: id }])
  expect(await findings(stage)).toEqual([])
})

test('上传核查照片、填备注不使意见失效', async () => {
  const stage = await proved()
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  await stage.keep(id, 'verification', 'verifier')
  const { version } = await stage.view(id)
  ok([await stage.as('officer').post('/problems/cells', { cells: [{ id, version, column: 'remark', text: '已核对' }] })])
  expect(await stage.view(id)).toMatchObject({ step: { key: 'verify' } })
})

test('50 人同时销号：一个成功，49 个被告知是谁、何时先办的；一条记录', async () => {
  const stage = await proved()
  const { id } = stage
  ok(await stage.bringTo(id, 'leader'))
  const { version, seal } = await stage.view(id)
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => stage.post('leader', id, 'closeout/opinion', { verdict: 'agree', text: '同意', seal }, version)),
  )
  const lost = replies.filter(({ status }) => status === 409)
  expect([replies.filter(({ status }) => status === 200).length, lost.length]).toEqual([1, 49])
  expect(new Set(lost.map(({ json }) => json['message']))).toEqual(
    new Set(['该问题已于 2026-11-30 10:00 被 leader甲 改动，请核对后再保存']),
  )
  const events = await stage.owner.query(
    "select count(*)::int as n from district.event where subject = $1 and act = 'closeout.sign' and actor_id = $2",
    [id, idOf('leader')],
  )
  expect(events.rows).toEqual([{ n: 1 }])
})

test('中途改环节：在办的按原环节办完，新的按新环节；版本不符被拒', async () => {
  const stage = await closeoutStage([PROBLEM, { ...PROBLEM, wording: '另一个问题' }])
  const [id, other] = stage.ids
  if (!id || !other) throw new Error('no problems')
  await stage.prove(id)
  ok(await stage.bringTo(id, 'unit'))
  const steps = STANDARD_CHAIN.filter(({ key }) => key !== 'office' && key !== 'filing')
  const save = (version: number, scope = 'class:feedback') =>
    stage.as('officer').post('/closeout/chains', { scope, steps, reason: '精简' }, { 'if-match': `"${version}"` })
  expect((await save(0)).json).toEqual({ version: 1 })
  expect((await save(0)).status).toBe(409)
  expect((await save(0, 'class:none')).status).toBe(422)
  expect(
    (await stage.as('supervisor').post('/closeout/chains', { scope: 'place', steps, reason: '改' }, { 'if-match': '"0"' })).status,
  ).toBe(403)
  const { chains } = (await stage.as('officer').get('/closeout/chains')).json as { chains: { scope: string }[] }
  expect(chains.find(({ scope }) => scope === 'class:feedback')).toMatchObject({
    own: true,
    version: 1,
    running: 1,
    changedBy: 'officer甲',
  })
  expect(chains.find(({ scope }) => scope === 'place')).toMatchObject({ own: false, version: 0, running: 0 })
  const listed = (await stage.as('system_admin').get('/org/settings')).json['settings'] as { key: string }[]
  expect(listed.some(({ key }) => key === 'closeout.chain')).toBe(false)
  await stage.prove(other)
  ok([await stage.apply(other)])
  const keys = async (problem: string) =>
    ((await stage.view(problem))['current'] as { chainVersion: number; steps: { key: string }[] }).steps.map(({ key }) => key)
  expect(await keys(id)).toEqual(STANDARD_CHAIN.map(({ key }) => key))
  expect(await keys(other)).toEqual(steps.map(({ key }) => key))
  ok([await stage.agree('leadHead', id), await stage.act('verifier', id, 'verification', await stage.site(id))])
  expect(await stage.view(id)).toMatchObject({ step: { key: 'office' } })
  expect(await findings(stage)).toEqual([])
})

test('撤销后开始第二轮：从头证明；第一轮的卷仍可读', async () => {
  const stage = await proved()
  const { id } = stage
  ok(await stage.bringTo(id, 'filing'))
  ok([await stage.act('officer', id, 'revoke', { kind: 'rebound', reason: '垃圾重新出现' })])
  expect(await stage.view(id)).toMatchObject({
    state: 'open',
    current: null,
    earlier: [{ cycle: 1, revoked: { kind: 'rebound' } }],
    lacks: ['措施 1、2 尚未完成', '措施 1、2 没有佐证'],
  })
  await stage.prove(id)
  ok(await stage.bringTo(id, 'filing'))
  const files = await write(stage.db, district, (tx) => loadCloseoutFile(reading(tx), id))
  expect(files.map(({ cycle, closedOn, entries }) => [cycle, closedOn, entries.length])).toEqual([
    [2, '2026-12-07', 7],
    [1, '2026-11-30', 8],
  ])
  expect(files[1]?.entries.find(({ act }) => act === 'verification')?.verification?.members.map(({ name }) => name)).toEqual([
    'verifier甲',
    'verifier2甲',
  ])
  expect(await findings(stage)).toEqual([])
})

test('代录：专班录入领导在纸上签的意见，签署人与代录人都在', async () => {
  const stage = await proved()
  const { id } = stage
  ok(await stage.bringTo(id, 'leader'))
  const paper = { signatoryId: personOf('leader'), signedOn: stage.today(), scanId: await stage.keep(id, 'opinion', 'officer') }
  expect((await stage.agree('officer', id, { ...paper, scanId: undefined })).json['code']).toBe('closeout.scan-missing')
  expect((await stage.agree('officer', id, { ...paper, signatoryId: personOf('head') })).json['code']).toBe('closeout.unfit')
  ok([await stage.agree('officer', id, paper)])
  const last = (await linesOf(stage, id)).at(-1)
  expect([last?.signatory.id, last?.recorder]).toEqual([personOf('leader'), 'officer甲'])
})

test('公示异议：办理期间登记，答复后才能结束；成立的退回，再公示不再追问', async () => {
  const stage = await proved()
  const { id } = stage
  ok(await stage.bringTo(id, 'notice'))
  const object = () => stage.as('officer').post(`/problems/${id}/closeout/objections`, { receivedOn: stage.today(), text: '西侧仍有垃圾' })
  expect((await object()).json['code']).toBe('closeout.wrong-state')
  ok([await stage.notice(id), await object()])
  expect(await stage.view(id)).toMatchObject({ words: '公示中' })
  stage.moveTo('2026-11-30')
  const end = () => stage.act('officer', id, 'notice-end', { text: '有一件异议', returnTo: 'verify' })
  expect((await end()).json['code']).toBe('closeout.objections-open')
  const [objection] = ((await stage.view(id))['current'] as { objections: { id: string }[] }).objections
  ok([
    await stage
      .as('officer')
      .post(`/closeout-objections/${objection?.id ?? ''}/answer`, { answer: '属实', answeredOn: stage.today(), upheld: true }),
    await end(),
  ])
  expect(await stage.view(id)).toMatchObject({ step: { key: 'verify' }, current: { returns: 1 } })
  ok([await stage.act('verifier', id, 'verification', await stage.site(id)), await stage.agree('officer', id), await stage.notice(id)])
  stage.moveTo('2026-12-07')
  ok([await stage.act('officer', id, 'notice-end', { text: '无异议' })])
  expect(await findings(stage)).toEqual([])
})

test('上级原文随下属问题销号，撤销时恢复；点位未销号，问题不能申请', async () => {
  const stage = await closeoutStage([{ wording: '上级原文', level: 'item' }])
  const [item] = stage.ids
  const [id] = await givenProblems(stage.db, [{ ...PROBLEM, parentId: item ?? '', no: '区改2026-0100' }])
  if (!item || !id) throw new Error('no problem')
  const stateOf = async (matter: string) => (await stage.owner.query('select state from district.matter where id = $1', [matter])).rows
  await stage.prove(id)
  ok([await stage.as('officer').post(`/problems/${id}/points`, { points: ['东侧'] })])
  const [point] = (await stage.owner.query("select matter_id as id from district.problem where level = 'point'")).rows as { id: MatterId }[]
  expect(await stage.view(id)).toMatchObject({ lacks: ['还有 1 个点位未销号：东侧'] })
  if (!point) throw new Error('no point')
  await stage.prove(point.id)
  ok(await stage.bringTo(point.id, 'filing'))
  ok(await stage.bringTo(id, 'filing'))
  expect(await stateOf(item)).toEqual([{ state: 'closed' }])
  const refused = await stage.act('officer', point.id, 'revoke', { kind: 'false', reason: '虚假' })
  expect([refused.status, refused.json['message']]).toEqual([409, '上级问题「清理海堤外侧建筑垃圾」已销号，请先撤销其销号'])
  ok([
    await stage.act('officer', id, 'revoke', { kind: 'false', reason: '虚假' }),
    await stage.act('officer', point.id, 'revoke', { kind: 'false', reason: '虚假' }),
  ])
  expect(await stateOf(item)).toEqual([{ state: 'open' }])
  expect(await findings(stage)).toEqual([])
})

test('待我办理：轮到谁，谁的清单里有；公示期间不占清单', async () => {
  const stage = await proved()
  const { id } = stage
  const queue = async (actor: Actor) =>
    ((await stage.as(actor).get('/closeout/queue')).json['mine'] as { id: string; step: string; kind: string }[]).map(({ step }) => step)
  const waits = async () =>
    Object.fromEntries(
      await Promise.all(
        (['officer', 'leadHead', 'head', 'verifier', 'leadVerifier', 'leader'] as const).map(
          async (actor) => [actor, await queue(actor)] as const,
        ),
      ),
    )
  const none = { officer: [], leadHead: [], head: [], verifier: [], leadVerifier: [], leader: [] }
  expect(await waits()).toEqual(none)
  ok([await stage.apply(id)])
  expect(await waits()).toEqual({ ...none, leadHead: ['unit'] })
  ok([await stage.agree('leadHead', id)])
  expect(await waits()).toEqual({ ...none, verifier: ['verify'] })
  ok([await stage.act('verifier', id, 'verification', await stage.site(id))])
  expect(await waits()).toEqual({ ...none, officer: ['office'] })
  ok([await stage.agree('officer', id)])
  expect(await waits()).toEqual({ ...none, officer: ['notice'] })
  ok([await stage.notice(id)])
  expect(await waits()).toEqual(none)
  stage.moveTo('2026-11-30')
  expect(await waits()).toEqual({ ...none, officer: ['notice'] })
  ok([await stage.act('officer', id, 'notice-end', { text: '无异议' })])
  expect(await waits()).toEqual({ ...none, leader: ['leader'] })
  ok([await stage.agree('leader', id)])
  expect(await waits()).toEqual({ ...none, officer: ['filing'] })
})
