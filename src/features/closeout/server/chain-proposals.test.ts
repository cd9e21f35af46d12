import { expect, test } from 'vitest'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { changeChain } from '#test/closeout/chain-fixture.ts'
import { type Actor, PROBLEM, type Stage, closeoutStage, findings, ok } from '#test/closeout/closeout-stage-fixture.ts'

const codeOf = ({ json, status }: { json: Record<string, unknown>; status: number }) => json['code'] ?? status
const waiting = async (stage: Stage, actor: Actor, key: string) =>
  ((await stage.as(actor).get('/todo')).json['groups'] as { key: string; rows: unknown[] }[]).find((group) => group.key === key)?.rows
    .length ?? 0

test('环节修改：提出人自己不能批准，另一人批准才生效；可不批准、可撤回；低于底线的存不进', async () => {
  const stage = await closeoutStage([PROBLEM])
  const [officer, second] = [stage.as('officer'), stage.as('officer2')]
  const propose = (steps: unknown) => officer.post('/closeout/chains', { scope: 'place', steps, reason: '精简' }, { 'if-match': '"0"' })
  const decide = (who: typeof officer, { json }: { json: Record<string, unknown> }, body: object) =>
    who.post(`/closeout/chain-proposals/${String(json['proposalId'])}/decision`, body)
  const shorter = STANDARD_CHAIN.filter(({ key }) => key !== 'office')
  const first = await propose(shorter)
  expect(codeOf(await propose(shorter))).toBe('closeout.proposal-open')
  expect([await waiting(stage, 'officer', 'closeout.chain'), await waiting(stage, 'officer2', 'closeout.chain')]).toEqual([0, 1])
  expect(codeOf(await decide(second, first, { decision: 'withdrawn' }))).toBe('closeout.proposal-withdraw')
  expect(codeOf(await decide(second, first, { decision: 'refused' }))).toBe('closeout.empty')
  ok([await decide(second, first, { decision: 'refused', reason: '不能少复核' })])
  expect(codeOf(await decide(second, first, { decision: 'approved' }))).toBe('closeout.proposal-not-found')
  ok([await decide(officer, await propose(shorter), { decision: 'withdrawn' })])
  const noOpinion = [STANDARD_CHAIN[0], STANDARD_CHAIN[1], { ...STANDARD_CHAIN[3], closes: true }]
  expect(JSON.stringify((await propose(noOpinion)).json)).toContain('必须有责任单位负责人以外的人签署意见')
  const chainNow = async () =>
    ((await officer.get('/closeout/chains')).json as { chains: { version: number; steps: object[] }[] }).chains[0]
  expect(await chainNow()).toMatchObject({ version: 0 })
  await changeChain(stage, 'place', shorter)
  expect((await chainNow())?.steps).toHaveLength(shorter.length)
  expect(await findings(stage)).toEqual([])
})
