import { expect, test } from 'vitest'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { asReadDb, write } from '#platform/db.ts'
import { type Actor, PROBLEM, type Stage, closeoutStage, findings, ok, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'
import { changeChain } from '#test/closeout/chain-fixture.ts'
import { district } from '#test/database.ts'
import { aSource, personOf } from '#test/people.ts'
import { givenProblems } from '#test/problems-fixture.ts'
import { loadCloseoutFile } from './closeout-file.queries.ts'

type Line = { signatory: { id: string }; recorder: string | null }
const linesOf = async (stage: Stage, id: string) => ((await stage.view(id))['current'] as { entries: Line[] }).entries

test('中途改环节：在办的按原环节办完，新的按新环节；版本不符被拒', async () => {
  const stage = await closeoutStage([PROBLEM, { ...PROBLEM, wording: '另一个问题' }])
  const [id, other] = stage.ids
  if (!id || !other) throw new Error('no problems')
  await stage.prove(id)
  ok(await stage.bringTo(id, 'unit'))
  const steps = STANDARD_CHAIN.filter(({ key }) => key !== 'office' && key !== 'filing')
  const save = (version: number, scope = 'class:feedback') =>
    stage.as('officer').post('/closeout/chains', { scope, steps, reason: '精简' }, { 'if-match': `"${version}"` })
  await changeChain(stage, 'class:feedback', steps)
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
    changedBy: 'officer2甲',
  })
  expect(chains.find(({ scope }) => scope === 'place')).toMatchObject({ own: false, version: 0, running: 0 })
  const inSettings = await stage.as('officer').post('/org/settings/closeout.chain', { value: steps }, { 'if-match': '"0"' })
  expect(inSettings.json['message']).toBe('“销号环节”请在“销号环节”页面上修改')
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

const without = (gone: string) => STANDARD_CHAIN.filter(({ key }) => key !== gone)

test('环节按督察、来源类别：窄的说了算；取消后按更宽的', async () => {
  const stage = await closeoutStage([PROBLEM, { ...PROBLEM, wording: '另一个问题' }])
  const officer = stage.as('officer')
  const dates = { entryOn: null, exitOn: null, feedbackOn: null, round: null, batch: null, province: null }
  const named = { level: 'central', kind: 'routine', name: '第三轮督察' }
  const inspectionId = String((await officer.post('/org/inspections', { ...dates, ...named })).json['id'])
  const { sources } = (await officer.get('/org/inspections')).json as { sources: { id: string; version: number }[] }
  const source = { name: '督察反馈问题', class: 'feedback', inspectionId }
  ok([await officer.post(`/org/sources/${aSource}`, source, { 'if-match': `"${sources.find(({ id }) => id === aSource)?.version ?? 0}"` })])
  const scope = `inspection:${inspectionId}`
  await changeChain(stage, 'class:feedback', without('office'))
  await changeChain(stage, scope, without('filing'))
  const begun = async (id: MatterId | undefined) => {
    if (!id) throw new Error('no problem')
    await stage.prove(id)
    ok([await stage.apply(id)])
    return ((await stage.view(id))['current'] as { steps: { key: string }[] }).steps.map(({ key }) => key)
  }
  expect(await begun(stage.ids[0])).not.toContain('filing')
  const nothing = { scope: 'place', steps: null, reason: '办法规定' }
  expect((await officer.post('/closeout/chains', nothing, { 'if-match': '"0"' })).status).toBe(422)
  await changeChain(stage, scope, null, 1)
  expect(await begun(stage.ids[1])).toEqual(without('office').map(({ key }) => key))
  const { chains } = (await officer.get('/closeout/chains')).json as { chains: { scope: string }[] }
  expect(chains.find((chain) => chain.scope === scope)).toMatchObject({ own: false, version: 2, name: '第三轮督察', running: 0 })
  expect(chains.find((chain) => chain.scope === 'class:feedback')).toMatchObject({ own: true, running: 1 })
})

test('撤销后开始第二轮：从头证明；第一轮的卷仍可读', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'filing'))
  ok([await stage.act('officer', id, 'revoke', { kind: 'rebound', reason: '垃圾重新出现', dueOn: '2027-12-31', basis: '区整改专班通知' })])
  expect(await stage.view(id)).toMatchObject({
    state: 'open',
    current: null,
    earlier: [{ cycle: 1, revoked: { kind: 'rebound' } }],
    missing: ['措施 1、2 尚未完成', '措施 1、2 没有佐证'],
  })
  await stage.prove(id)
  ok(await stage.bringTo(id, 'filing'))
  const files = await write(stage.db, district, (tx) => loadCloseoutFile(asReadDb(tx), id))
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
  const stage = await provedProblem()
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
  const stage = await provedProblem()
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
  expect(await stage.view(id)).toMatchObject({ missing: ['还有 1 个点位未销号：东侧'] })
  if (!point) throw new Error('no point')
  await stage.prove(point.id)
  ok(await stage.bringTo(point.id, 'filing'))
  ok(await stage.bringTo(id, 'filing'))
  expect(await stateOf(item)).toEqual([{ state: 'closed' }])
  const refused = await stage.act('officer', point.id, 'revoke', {
    kind: 'false',
    reason: '虚假',
    dueOn: '2027-12-31',
    basis: '区整改专班通知',
  })
  expect([refused.status, refused.json['message']]).toEqual([409, '上级问题「清理海堤外侧建筑垃圾」已销号，请先撤销其销号'])
  ok([
    await stage.act('officer', id, 'revoke', { kind: 'false', reason: '虚假', dueOn: '2027-12-31', basis: '区整改专班通知' }),
    await stage.act('officer', point.id, 'revoke', { kind: 'false', reason: '虚假', dueOn: '2027-12-31', basis: '区整改专班通知' }),
  ])
  expect(await stateOf(item)).toEqual([{ state: 'open' }])
  expect(await findings(stage)).toEqual([])
})

test('待我办理：轮到谁，谁的清单里有；公示期间不占清单', async () => {
  const stage = await provedProblem()
  const { id } = stage
  const queue = async (actor: Actor) =>
    ((await stage.as(actor).get('/todo')).json['groups'] as { rows: { step: string }[] }[]).flatMap(({ rows }) =>
      rows.map(({ step }) => step),
    )
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
  expect(await waits()).toEqual({ ...none, leadHead: ['责任单位负责人意见'] })
  ok([await stage.agree('leadHead', id)])
  expect(await waits()).toEqual({ ...none, verifier: ['验收单位现场核查'] })
  ok([await stage.act('verifier', id, 'verification', await stage.site(id))])
  expect(await waits()).toEqual({ ...none, officer: ['整改专班复核意见'] })
  ok([await stage.agree('officer', id)])
  expect(await waits()).toEqual({ ...none, officer: ['销号公示'] })
  ok([await stage.notice(id)])
  expect(await waits()).toEqual(none)
  stage.moveTo('2026-11-30')
  expect(await waits()).toEqual({ ...none, officer: ['销号公示'] })
  ok([await stage.act('officer', id, 'notice-end', { text: '无异议' })])
  expect(await waits()).toEqual({ ...none, leader: ['包联领导审批意见'] })
  ok([await stage.agree('leader', id)])
  expect(await waits()).toEqual({ ...none, officer: ['报市备案'] })
})
