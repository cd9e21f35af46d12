import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { committer } from '#platform/commit.ts'
import { read as readFrom } from '#platform/db.ts'
import type { JobContext } from '#platform/jobs/job-types.ts'
import { noProgress } from '#platform/jobs/jobs.ts'
import {
  type Actor,
  PROBLEM,
  type Stage,
  closeoutStage,
  findings,
  idOf,
  ok,
  oneProblem,
  provedProblem,
} from '#test/closeout/closeout-stage-fixture.ts'
import { givenProblems } from '#test/problems-fixture.ts'
import { district } from '#test/database.ts'
import { verified } from '#test/verify.ts'

type Proved = Stage & { id: MatterId }
type Line = {
  id: string
  act: string
  voided: { reason: string } | null
  confirmation: { who: string; by: string; confirmed: object | null; whyNot: string | null } | null
}
const codeOf = ({ json, status }: { json: Record<string, unknown>; status: number }) => json['code'] ?? status
const linesOf = async (stage: Stage, id: string, actor: Actor = 'officer') =>
  ((await stage.view(id, actor))['current'] as { entries: Line[] }).entries
const paperOf = async (stage: Stage, id: MatterId, whose: Actor, by: Actor = 'officer') => ({
  signatoryId: idOf(whose),
  signedOn: stage.today(),
  scanId: await stage.keep(id, 'opinion', by),
})
const settle = (stage: Stage, id: string, actor: Actor, entry: Line | undefined, confirmed = true) =>
  stage
    .as(actor)
    .post(`/problems/${id}/closeout/entries/${entry?.id ?? ''}/confirmation`, { confirmed, ...(!confirmed && { reason: '不是本人签的' }) })
/** What is done every night, on the night of a day. */
async function lapseOn(stage: Stage, day: string): Promise<void> {
  const now = new Date(`${day}T00:20:00+08:00`)
  const finish = committer(stage.db, district, { person: null, request: 'daily', at: now })
  const read: JobContext['read'] = (work) => readFrom(stage.db, district, work)
  const context = {
    now,
    today: day as Day,
    schema: district,
    signal: new AbortController().signal,
    read,
    progress: noProgress,
    finish,
    id: 'daily',
  }
  await stage.app.jobs.defined.get('closeout.lapse')?.run(context, undefined, null)
}
const waiting = async (stage: Stage, actor: Actor, key = 'closeout.confirm') =>
  ((await stage.as(actor).get('/todo')).json['groups'] as { key: string; rows: unknown[] }[]).find((group) => group.key === key)?.rows
    .length ?? 0
/** The leader's approval, entered by an officer: closed, and waiting for the leader's word. */
async function closedOnPaper(): Promise<Proved> {
  const stage = await provedProblem()
  ok(await stage.bringTo(stage.id, 'leader'))
  ok([await stage.agree('officer', stage.id, await paperOf(stage, stage.id, 'leader'))])
  return stage
}

test('一人销号的老办法：专班一人上传佐证、申请、砍成两步、一张图当照片和两份签字页，一步也走不通', async () => {
  const stage = await oneProblem()
  const { id } = stage
  const officer = stage.as('officer')
  const steps = [
    { key: 'verify', kind: 'verification', name: '核查', holder: 'acceptance', closes: false },
    { key: 'leader', kind: 'opinion', name: '审批', holder: 'leader', closes: true },
  ]
  const proposed = await officer.post('/closeout/chains', { scope: 'place', steps, reason: '精简' }, { 'if-match': '"0"' })
  expect(
    codeOf(await officer.post(`/closeout/chain-proposals/${String(proposed.json['proposalId'])}/decision`, { decision: 'approved' })),
  ).toBe('closeout.proposal-own')
  await stage.prove(id, 'officer')
  ok([await stage.apply(id, 'officer')])
  // nothing was shortened, and the next step is somebody else's
  expect(((await stage.view(id))['current'] as { steps: object[] }).steps).toHaveLength(STANDARD_CHAIN.length)
  expect(codeOf(await stage.agree('officer', id, await paperOf(stage, id, 'leadHead')))).toBe('closeout.recorder-doer')
  ok([await stage.agree('leadHead', id)])
  const jpeg = randomUUID()
  const photo = await stage.keep(id, 'verification', 'officer', jpeg)
  const paper = {
    signatoryId: idOf('verifier'),
    signedOn: stage.today(),
    scanId: await stage.keep(id, 'opinion', 'officer', jpeg),
    photoIds: [photo],
  }
  const verify = async (by: Actor, more: object) =>
    codeOf(await stage.act(by, id, 'verification', await stage.site(id, { ...paper, ...more })))
  expect(await verify('officer', {})).toBe('closeout.recorder-doer')
  // a second officer, who has no part in the work, gets no further with that one picture
  expect(await verify('officer2', {})).toBe('closeout.scan-other')
  expect(await verify('officer2', { scanId: photo })).toBe('closeout.scan-missing')
  expect(await verify('officer2', { scanId: await stage.keep(id, 'opinion', 'officer2') })).toBe('closeout.photo-scan')
})

test('扫描件只用一次：同一问题、另一问题、另一轮，换名再传都认得出', async () => {
  const stage = await closeoutStage([PROBLEM, { ...PROBLEM, wording: '另一个问题' }])
  const [id, other] = stage.ids
  if (!id || !other) throw new Error('no problems')
  const salt = randomUUID()
  for (const each of [id, other]) {
    await stage.prove(each)
    ok([await stage.apply(each)])
  }
  const paper = async (each: MatterId) => ({
    ...(await paperOf(stage, each, 'leadHead')),
    scanId: await stage.keep(each, 'opinion', 'officer', salt),
  })
  ok([await stage.agree('officer', id, await paper(id))])
  expect(codeOf(await stage.agree('officer', other, await paper(other)))).toBe('closeout.scan-used')
  ok([await stage.act('outsider', id, 'withdraw', { reason: '补充' }), await stage.apply(id)])
  expect(codeOf(await stage.agree('officer', id, await paper(id)))).toBe('closeout.scan-used')
})

test('录入核查的人不再办意见，自己签也不行，也不在其待办之列；换人可以', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  ok([await stage.act('officer', id, 'verification', await stage.site(id, await paperOf(stage, id, 'verifier')))])
  expect(codeOf(await stage.agree('officer', id))).toBe('closeout.same-hand')
  expect([await waiting(stage, 'officer', 'closeout.opinion'), await waiting(stage, 'officer2', 'closeout.opinion')]).toEqual([0, 1])
  expect(codeOf(await stage.agree('officer', id, await paperOf(stage, id, 'officer2')))).toBe('closeout.same-hand')
  ok([await stage.agree('officer2', id)])
})

test('替责任单位负责人录入意见的人不再录入核查；换人可以', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok([await stage.apply(id)])
  ok([await stage.agree('officer', id, await paperOf(stage, id, 'leadHead'))])
  const site = async (by: Actor) => stage.act(by, id, 'verification', await stage.site(id, await paperOf(stage, id, 'verifier', by)))
  expect(codeOf(await site('officer'))).toBe('closeout.same-hand')
  ok([await site('officer2')])
})

test('代录待确认：只在签署人的待办里；别人不能代为确认；确认前不能备案，确认后可以', async () => {
  const stage = await closedOnPaper()
  const { id } = stage
  const entry = (await linesOf(stage, id, 'leader')).at(-1)
  expect(entry?.confirmation).toMatchObject({ who: 'leader甲', by: '2026-12-05', confirmed: null, whyNot: null })
  expect([await waiting(stage, 'leader'), await waiting(stage, 'officer'), await waiting(stage, 'officer2')]).toEqual([1, 0, 0])
  for (const actor of ['officer', 'officer2', 'supervisor', 'leadHead'] as const)
    expect(codeOf(await settle(stage, id, actor, entry))).toBe('closeout.confirm-signatory')
  const filing = { no: '1号', to: '市整改办', on: stage.today() }
  expect(codeOf(await stage.act('officer', id, 'filing', filing))).toBe('closeout.unconfirmed')
  ok([await settle(stage, id, 'leader', entry)])
  expect(codeOf(await settle(stage, id, 'leader', entry))).toBe('closeout.confirm-none')
  expect([await waiting(stage, 'leader'), (await linesOf(stage, id)).at(-1)?.confirmation?.confirmed]).toEqual([
    0,
    { at: expect.any(String), by: 'leader甲' },
  ])
  ok([await stage.act('officer', id, 'filing', filing)])
  await lapseOn(stage, '2027-01-01')
  expect(await stage.view(id)).toMatchObject({ state: 'closed' })
  expect(await findings(stage)).toEqual([])
})

test('签署人没有账号：由另一名没有参与办理的专班成员确认，代录人自己不行', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  const site = await stage.site(id, { ...(await paperOf(stage, id, 'paper')), memberIds: [idOf('paper'), idOf('verifier')] })
  ok([await stage.act('officer', id, 'verification', site)])
  const entry = (await linesOf(stage, id)).at(-1)
  expect([await waiting(stage, 'officer'), await waiting(stage, 'officer2'), await waiting(stage, 'verifier')]).toEqual([0, 1, 0])
  expect(codeOf(await settle(stage, id, 'officer', entry))).toBe('closeout.confirm-second')
  expect(codeOf(await settle(stage, id, 'verifier', entry))).toBe('closeout.confirm-second')
  ok([await settle(stage, id, 'officer2', entry)])
})

test('逾期没有确认：销号退回到该环节，卷里写明原因，办理记录留痕；再办可以再销', async () => {
  const stage = await closedOnPaper()
  const { id } = stage
  await lapseOn(stage, '2026-12-05')
  expect(await stage.view(id)).toMatchObject({ state: 'closed' })
  stage.moveTo('2026-12-06')
  expect(codeOf(await settle(stage, id, 'leader', (await linesOf(stage, id)).at(-1)))).toBe('closeout.confirm-late')
  await lapseOn(stage, '2026-12-06')
  expect(await stage.view(id)).toMatchObject({ state: 'in_closeout', step: { key: 'leader' }, current: { closedOn: null } })
  expect((await linesOf(stage, id)).at(-1)?.voided?.reason).toBe('代录在 2026-12-05 前没有得到确认，自动失效，须重新办理')
  expect((await stage.owner.query("select subject from district.event where act = 'closeout.lapse'")).rows).toEqual([{ subject: id }])
  ok([await stage.agree('leader', id)])
  expect(await stage.view(id)).toMatchObject({ state: 'closed', current: { closedOn: '2026-12-06' } })
  expect(await findings(stage)).toEqual([])
})

test('签署人否认：写明原因，当场退回；核查被否认的，后面的意见一并失效', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  ok([
    await stage.act('officer2', id, 'verification', await stage.site(id, await paperOf(stage, id, 'verifier'))),
    await stage.agree('officer', id),
  ])
  const entry = (await linesOf(stage, id)).find(({ act }) => act === 'verification')
  ok([await settle(stage, id, 'verifier', entry, false)])
  expect(await stage.view(id)).toMatchObject({ state: 'in_closeout', step: { key: 'verify' } })
  expect((await linesOf(stage, id)).filter(({ voided }) => voided).map(({ act, voided }) => [act, voided?.reason])).toEqual([
    ['verification', 'verifier甲不确认这条代录：不是本人签的'],
    ['opinion', 'verifier甲不确认这条代录：不是本人签的'],
  ])
  expect(await findings(stage)).toEqual([])
})

test('点位的销号待确认时，问题还不能申请销号；上级原文随问题的代录逾期而恢复', async () => {
  const stage = await closeoutStage([{ wording: '上级原文', level: 'item' }])
  const [item] = stage.ids
  const [id] = await givenProblems(stage.db, [{ ...PROBLEM, parentId: item ?? '', no: '区改2026-0100' }])
  if (!item || !id) throw new Error('no problem')
  await stage.prove(id)
  ok([await stage.as('officer').post(`/problems/${id}/points`, { points: ['东侧'] })])
  const [point] = (await stage.owner.query("select matter_id as id from district.problem where level = 'point'")).rows as { id: MatterId }[]
  if (!point) throw new Error('no point')
  const closeOnPaper = async (each: MatterId) => {
    ok(await stage.bringTo(each, 'leader'))
    ok([await stage.agree('officer', each, await paperOf(stage, each, 'leader'))])
  }
  await stage.prove(point.id)
  await closeOnPaper(point.id)
  expect(await stage.view(id)).toMatchObject({ missing: ['还有 1 个点位未销号：东侧'] })
  ok([await settle(stage, point.id, 'leader', (await linesOf(stage, point.id)).at(-1))])
  await closeOnPaper(id)
  const stateOf = async () => (await stage.owner.query('select state from district.matter where id = $1', [item])).rows
  expect(await stateOf()).toEqual([{ state: 'closed' }])
  await lapseOn(stage, '2027-01-01')
  expect([await stage.view(id), await stateOf()]).toMatchObject([{ state: 'in_closeout' }, [{ state: 'open' }]])
  expect(await stage.view(point.id)).toMatchObject({ state: 'closed' })
  expect(await findings(stage)).toEqual([])
})

test('核对列出由一人录入的销号', async () => {
  const stage = await closedOnPaper()
  expect((await verified(stage.db)).oneHand).toEqual([])
  // as closings came about before the rule
  await stage.owner.query("update district.closeout_entry set recorder_id = $1 where act in ('opinion', 'verification')", [
    idOf('officer2'),
  ])
  expect((await verified(stage.db)).oneHand).toMatchObject([{ id: stage.id, recorder: 'officer2甲', closedOn: '2026-11-30' }])
})
