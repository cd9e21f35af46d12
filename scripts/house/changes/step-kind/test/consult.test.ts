import { text as textOf } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import type { Closeout } from '#features/closeout/closeout.contract.ts'
import { clientOf } from '../src/app/in-process-client.ts'
import { CLOSEOUT_COMMANDS } from '../src/app/commands/closeout-acts.ts'
import { changeChain } from './closeout/chain-fixture.ts'
import { type Actor, type Stage, findings, ok, provedProblem } from './closeout/closeout-stage-fixture.ts'

const MEETING: (typeof STANDARD_CHAIN)[number] = { key: 'meeting', kind: 'consult', name: '专班会商', holder: 'office', closes: false }
const CHAIN = STANDARD_CHAIN.toSpliced(3, 0, MEETING)

/** A problem whose chain has a meeting between the office's opinion and the notice, brought there. */
async function atMeeting() {
  const stage = await provedProblem()
  const { id } = stage
  await changeChain(stage, 'place', CHAIN)
  ok(await stage.bringTo(id, 'notice'))
  return stage
}
const viewOf = async (stage: Stage, id: string, actor: Actor = 'officer') => (await stage.view(id, actor)) as unknown as Closeout
const waiting = async (stage: Stage, actor: Actor) =>
  ((await stage.as(actor).get('/todo')).json['groups'] as { title: string; rows: { step: string }[] }[]).flatMap(({ title, rows }) =>
    rows.map(({ step }) => `${title}：${step}`),
  )

/** What the command line sends for these flags. */
async function byCommand(stage: Stage, id: string, flags: Record<string, string>): Promise<void> {
  const command = CLOSEOUT_COMMANDS['consult']
  if (!command) throw new Error('no such command')
  const client = clientOf(stage.app, `bihuan_session=${stage.tokens.officer}`)
  const now = (await client.get(`/problems/${id}/closeout`)) as unknown as Closeout
  const closeoutCase = { client, id, now, flags, words: [] }
  await client.post(command.path(closeoutCase), await command.form(closeoutCase), now.version)
}

async function approvalOf(stage: Stage, id: string): Promise<string> {
  const { bytes } = await stage.as('officer').get(`/matters/${id}/papers/approval`)
  const zip = await fromBufferPromise(bytes)
  let xml = ''
  for await (const entry of zip.eachEntry())
    if (entry.fileName === 'word/document.xml') xml = await textOf(await zip.openReadStreamPromise(entry))
  return xml.replaceAll('</w:p>', '\n').replaceAll(/<[^>]*>/g, '')
}

test('会商：轮到专班，状态写待会商；退回后重来；通过后公示、审批、备案；记录、文书、核对都有它', async () => {
  const stage = await atMeeting()
  const { id } = stage
  const view = await viewOf(stage, id)
  expect([view.words, view.step?.name, view.acts.find(({ act }) => act === 'sign')?.words]).toEqual(['待会商', '专班会商', '记录会商'])
  expect([await waiting(stage, 'officer'), await waiting(stage, 'leader')]).toEqual([['待会商：专班会商'], []])
  expect((await stage.act('leader', id, 'opinion', { verdict: 'agree', text: '同意' })).json['code']).toBe('closeout.not-yours')
  expect((await stage.act('officer', id, 'opinion', { verdict: 'agree', text: '会', seal: 'f'.repeat(64) })).json['code']).toBe(
    'closeout.seal-changed',
  )
  await byCommand(stage, id, { verdict: 'return', text: '核查照片不全', 'back-to': 'office' })
  expect(await viewOf(stage, id)).toMatchObject({ words: '验收中', step: { key: 'office' }, current: { returns: 1 } })
  ok([await stage.agree('officer', id)])
  await byCommand(stage, id, { verdict: 'agree', text: '经会商，同意公示' })
  const after = await viewOf(stage, id)
  expect(after.step?.key).toBe('notice')
  expect(after.current?.entries.at(-1)).toMatchObject({ act: 'consult', verdict: 'pass', stepName: '专班会商', text: '经会商，同意公示' })
  expect(after.current?.steps.find(({ key }) => key === 'meeting')?.state).toBe('passed')
  ok([await stage.notice(id)])
  stage.moveTo('2026-11-30')
  ok([await stage.act('officer', id, 'notice-end', { text: '公示无异议' }), await stage.agree('leader', id)])
  ok([await stage.act('officer', id, 'filing', { no: '1号', to: '市整改办', on: stage.today() })])
  expect((await viewOf(stage, id)).words).toBe('已备案')
  const { entries } = (await stage.as('officer').get(`/matters/${id}/timeline`)).json as { entries: { code: string; words: string }[] }
  expect(entries.filter(({ code }) => code === 'closeout.consult').map(({ words }) => words)).toEqual(['会商'])
  const approval = await approvalOf(stage, id)
  for (const word of ['专班会商', '通过。经会商，同意公示']) expect(approval).toContain(word)
  expect(await findings(stage)).toEqual([])
})

test('会商后改动：结论失效，退回到最早失效的环节', async () => {
  const stage = await atMeeting()
  const { id } = stage
  ok([await stage.act('officer', id, 'opinion', { verdict: 'agree', text: '同意公示' })])
  const [measure] = await stage.measures(id)
  ok([await stage.link('outsider', id, measure?.id ?? '', await stage.keep(id, 'proof', 'outsider'))])
  const { step, current } = await viewOf(stage, id)
  expect(step?.key).toBe('unit')
  expect(current?.entries.find(({ act }) => act === 'consult')?.voided?.reason).toContain('材料有变动')
})

test('环节设置：会商可以办结即销号，不由牵头单位办理', async () => {
  const stage = await atMeeting()
  const save = (step: object) =>
    stage
      .as('officer')
      .post('/closeout/chains', { scope: 'place', steps: [...CHAIN.slice(0, 3), step], reason: '改' }, { 'if-match': '"1"' })
  const refused = await save({ ...MEETING, holder: 'lead_head', closes: true })
  expect(JSON.stringify(refused.json)).toContain('“会商”不能由牵头单位负责人办理')
  ok([await save({ ...MEETING, closes: true })])
})
