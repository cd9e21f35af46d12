import { expect, test } from 'vitest'
import { Day } from '#kernel/days.ts'
import { EvidenceId } from '#kernel/rooms/evidence.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { type Closeout, Cycle, Entry, closeoutEndpoint } from '../closeout.contract.ts'
import { CLOSEOUT_ACTS } from '../domain/acts/closeout-acts.ts'
import { actsNow } from './panel/acts-now.ts'
import { completedOnOf, statementOf } from './forms/apply-prefill.ts'
import { NO_BEHALF, behalfInput, missingInBehalf } from './forms/on-behalf.ts'
import { changesSince } from './panel/changes-since.ts'
import { restoredOver } from '#ui/form/useDraft.ts'
import { draftKey } from './forms/useActForm.ts'
import { verdictOf } from './panel/entry-words.ts'
import { inField, outOfField } from './forms/moments.ts'
import { movedAt, stopsOf } from './panel/step-line.ts'
import { isOnNotice, summaryOf } from './panel/summary.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const seal = (letter: string) => letter.repeat(64)
const person = (n: number, name: string) => ({ id: uuid(n), name, unit: '青禾镇人民政府', post: null })

const entry = (n: number, over: object) =>
  Entry.parse({
    id: uuid(n),
    seq: n,
    step: 'unit',
    stepName: '责任单位负责人意见',
    act: 'opinion',
    verdict: 'agree',
    signatory: person(1, '负责人甲'),
    recorder: null,
    signedOn: '2026-11-23',
    text: '同意',
    scanId: null,
    seal: null,
    verification: null,
    notice: null,
    filing: null,
    at: `2026-11-23T0${n}:00:00.000Z`,
    voided: null,
    confirmation: null,
    ...over,
  })
const stepsAt = (now: number) =>
  STANDARD_CHAIN.map((step, i) => ({ ...step, state: i < now ? 'passed' : i === now ? 'now' : 'waiting', holderWords: `${step.name}的人` }))
const cycle = (over: object) =>
  Cycle.parse({
    cycle: 1,
    chainVersion: 1,
    statement: '已完成',
    lastingMechanism: null,
    completedOn: '2026-11-20',
    applicant: '承办人甲',
    applications: 2,
    returns: 1,
    begunAt: '2026-11-22T01:00:00.000Z',
    closedOn: null,
    filedOn: null,
    revoked: null,
    entries: [],
    objections: [],
    steps: stepsAt(1),
    ...over,
  })
const closeout = (over: object): Closeout =>
  closeoutEndpoint.reply.parse({
    version: 3,
    asOf: '2026-11-23',
    words: '验收中',
    state: 'in_closeout',
    step: STANDARD_CHAIN[1],
    current: cycle({ entries: [entry(1, {})] }),
    earlier: [],
    missing: [],
    acts: [],
    doers: [],
    signatories: [],
    returnTo: [],
    seal: seal('a'),
    verifiersMin: 2,
    noticeText: '',
    ...over,
  })

test('环节一线：申请和已过的写谁、何时、结论，当前的写轮到谁、自何时起，未到的写由谁办', () => {
  const stops = stopsOf(cycle({ entries: [entry(1, {}), entry(2, { act: 'withdraw', verdict: null })] }), 'in_closeout')
  expect(stops.map(({ state }) => state)).toEqual(['passed', 'passed', 'now', 'waiting', 'waiting', 'waiting', 'waiting'])
  expect(stops[0]?.lines).toEqual(['承办人甲', '第 2 次申请'])
  expect(stops[1]?.lines).toEqual(['负责人甲', '2026-11-23 同意'])
  expect(stops[2]?.lines).toEqual(['验收单位现场核查的人', '自 2026-11-23 10:00 起'])
  expect(stops[3]?.lines).toEqual(['整改专班复核意见的人'])
})

test('退回到申请人时，轮到的是申请人；失效的意见不算已过', () => {
  const voided = { at: '2026-11-23T07:00:00.000Z', reason: '材料已变动' }
  const back = cycle({ entries: [entry(1, { voided })], steps: stepsAt(9) })
  expect(stopsOf(back, 'open')[0]).toEqual({ key: 'apply', name: '申请销号', state: 'now', lines: ['承办人甲', '自 2026-11-23 15:00 起'] })
  expect(stopsOf(back, 'open')[1]?.lines).toEqual(['责任单位负责人意见的人'])
  expect(movedAt(back)).toBe('2026-11-23T07:00:00.000Z')
})

test('概况：状态、环节、第几轮、申请和退回次数', () => {
  expect(summaryOf(closeout({}))).toBe('验收中：验收单位现场核查　第 2 次申请　退回 1 次')
  const second = closeout({ words: '未申请销号', state: 'open', step: null, current: null })
  expect(summaryOf(second)).toBe('未申请销号')
})

const noticeAt = (...entries: object[]) => {
  const all = entries.map((over, i) => entry(i + 1, { step: 'notice', verdict: null, ...over }))
  return isOnNotice(closeout({ step: STANDARD_CHAIN[3], current: cycle({ entries: all }) }))
}
test('公示中：已开始、未结束、未失效的才登记异议', () => {
  expect(noticeAt()).toBe(false)
  expect(noticeAt({ act: 'notice' })).toBe(true)
  expect(noticeAt({ act: 'notice' }, { act: 'notice_end' })).toBe(false)
  expect(noticeAt({ act: 'notice', voided: { at: '2026-11-23T07:00:00.000Z', reason: '材料已变动' } })).toBe(false)
})

test('打开表单之后的变化：新的办理、失效的意见、状态、材料逐条说明；没有变化不打扰', () => {
  const before = closeout({})
  expect(changesSince(before, closeout({}))).toEqual({ messages: [], isSealChanged: false })
  expect(changesSince(before, closeout({ version: 4 })).messages).toEqual(['问题的内容有改动'])
  const voided = { at: '2026-11-23T07:00:00.000Z', reason: '佐证有变动' }
  const entries = [entry(1, { voided }), entry(2, { act: 'return', verdict: 'return', stepName: '现场核查' })]
  const after = closeout({ words: '未申请销号', seal: seal('b'), current: cycle({ entries }) })
  expect(changesSince(before, after)).toEqual({
    isSealChanged: true,
    messages: [
      '负责人甲退回：现场核查',
      '负责人甲的意见已失效：佐证有变动',
      '状态由“验收中”变为“未申请销号”',
      '材料已变动：措施、进展或佐证与打开本页时不同',
    ],
  })
})

test('草稿：按人、问题、轮次、事项分开；恢复时只取表单现有且类型相同的字段', () => {
  const keys = [
    draftKey('p', 'm', 1, 'apply'),
    draftKey('q', 'm', 1, 'apply'),
    draftKey('p', 'm', 2, 'apply'),
    draftKey('p', 'm', 1, 'sign'),
  ]
  expect(new Set(keys).size).toBe(4)
  const initial = { text: '', ids: [] as string[], on: '2026-11-23' }
  expect(restoredOver(initial, { text: '写好的', ids: ['a'], on: 5, gone: 1 })).toEqual({ text: '写好的', ids: ['a'], on: '2026-11-23' })
  for (const broken of [undefined, null, 'x', { ids: {} }, { text: null }]) expect(restoredOver(initial, broken)).toEqual(initial)
})

test('申请预填：按措施次序汇成最近一次填报，没有填报的不编；完成日期取最后一条', () => {
  const measures = [
    { no: 1, latest: { cycle: 2, doneText: ' 管网已改造 ' } },
    { no: 2, latest: null },
    { no: 3, latest: { cycle: 2, doneText: '已清淤' } },
    { no: 4, latest: { cycle: 1, doneText: '上一轮说过的' } },
  ]
  expect(statementOf(measures, 2)).toBe('1. 管网已改造\n3. 已清淤')
  expect(statementOf([{ no: 1, latest: { cycle: 1, doneText: '长'.repeat(5000) } }], 1)).toHaveLength(4000)
  expect(completedOnOf([{ doneOn: Day.parse('2026-11-20') }, { doneOn: null }, { doneOn: Day.parse('2026-11-19') }], '2026-11-23')).toBe(
    '2026-11-20',
  )
  expect(completedOnOf([], '2026-11-23')).toBe('2026-11-23')
})

test('代录：签字人、日期、扫描件缺一不可；本人签署时一个也不带', () => {
  const scan = EvidenceId.parse(uuid(5))
  const who = PersonId.parse(uuid(1))
  expect(missingInBehalf(NO_BEHALF)).toBeNull()
  const steps = [{ behalf: true }, { behalf: true, signatoryId: who }, { behalf: true, signatoryId: who, signedOn: '2026-11-23' }]
  expect(steps.map((step) => missingInBehalf({ ...NO_BEHALF, ...step }))).toEqual([
    '请选择签字人',
    '请填写签字日期',
    '请上传签字原件的扫描件',
  ])
  const whole = { behalf: true, signatoryId: who, signedOn: '2026-11-23', scanIds: [scan] }
  expect(missingInBehalf(whole)).toBeNull()
  expect(behalfInput(whole)).toEqual({ signatoryId: uuid(1), signedOn: '2026-11-23', scanId: uuid(5) })
  expect(behalfInput({ ...whole, behalf: false })).toEqual({})
})

test('结论和时刻的说法', () => {
  expect(verdictOf({ act: 'verification', verdict: 'fail' }).word).toBe('不通过')
  expect(verdictOf({ act: 'filing', verdict: null }).word).toBe('备案')
  expect(inField(new Date('2026-11-23T02:05:59Z'))).toBe('2026-11-23T10:05')
  expect(outOfField('2026-11-23T10:05')).toBe('2026-11-23T10:05:00+08:00')
  expect(outOfField('2026-11-23')).toBeUndefined()
})

test('按钮：只列合乎当前环节的；能办的在前，只能代录的写明代录，不能办的带着原因', () => {
  const acts = CLOSEOUT_ACTS.map((act) => ({
    act,
    words: act,
    whyNot: act === 'withdraw' ? null : '不归您办',
    onBehalf: act === 'verify' || act === 'sign',
  }))
  expect(actsNow(closeout({ acts }))).toEqual([
    { act: 'verify', words: '代录：verify', whyNot: null, self: false, paper: true },
    { act: 'withdraw', words: 'withdraw', whyNot: null, self: true, paper: false },
  ])
  const closed = closeout({ acts, state: 'closed', step: null })
  expect(actsNow(closed)).toEqual([{ act: 'revoke', words: 'revoke', whyNot: '不归您办', self: false, paper: false }])
  const notice = closeout({ acts, step: STANDARD_CHAIN[3] })
  expect(actsNow(notice).map(({ act }) => act)).toEqual(['withdraw', 'notice'])
})
