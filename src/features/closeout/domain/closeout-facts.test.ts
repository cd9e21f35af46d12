import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { TODAY, entry, person, running, situation } from '#test/closeout/closeout-fixture.ts'
import { stateWords } from './chain/steps.ts'
import { missingForClosing, missingRequirements } from './acts/missing-requirements.ts'
import { noticePeriod } from './chain/notice.ts'
import { canonical } from './seal/seal.ts'
import type { Situation } from './situation.ts'

const at = (step: string, entries: Parameters<typeof running>[0] = [], change: Partial<Situation> = {}) =>
  situation({ state: 'in_closeout', step, running: running(entries), ...change })
const notice = entry({
  step: 'notice',
  act: 'notice',
  facts: { notice: { medium: '网站', from: TODAY, contactUnit: '专班', contact: '电话', to: '2026-11-29' as Day, steps: [] } },
})

test('申请缺什么，一次说全', () => {
  const s = situation({
    declared: true,
    measures: [{ id: 'm1', no: 1, done: false, proof: [] }],
    openPoints: ['东侧'],
    parties: { lead: null, territory: [], acceptance: [], leaders: [] },
  })
  expect(missingRequirements(s)).toHaveLength(7)
  expect(missingRequirements(situation())).toEqual([])
})

const DAYS = { key: 'notice', kind: 'notice', name: '公示', holder: 'office', closes: false, days: 5 } as const
const CALENDAR = { off: new Set(['2026-10-01', '2026-10-02']), on: new Set(['2026-10-10']), years: new Set([2026]) }
test.each([
  ['2026-12-13', { ...DAYS, days: 7, dayType: 'calendar' }, '2026-12-19'],
  ['2026-09-30', { ...DAYS, dayType: 'working' }, '2026-10-08'],
  ['2026-10-09', { ...DAYS, days: 2, dayType: 'working' }, '2026-10-10'],
  ['2026-12-30', { ...DAYS, dayType: 'working' }, 'closeout.notice-year'],
] as const)('公示期从 %s 起，首日计入', (from, step, expected) => {
  const period = noticePeriod(step, from as Day, CALENDAR)
  expect(period.ok ? period.event.to : period.refusal.code).toBe(expected)
})

test('状态用语由状态和环节得出', () => {
  expect(stateWords(situation())).toBe('未申请销号')
  expect(stateWords(at('office'))).toBe('验收中')
  expect(stateWords(at('notice'))).toBe('验收中')
  expect(stateWords(at('notice', [notice]))).toBe('公示中')
  expect(stateWords(situation({ state: 'closed', step: 'filing', running: running() }))).toBe('已销号')
  expect(stateWords(situation({ state: 'closed', running: running([], { filedOn: TODAY }) }))).toBe('已备案')
  expect(stateWords(situation({ state: 'closed', running: running() }))).toBe('已销号')
})

test('封存的写法与次序无关', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(canonical({ b: [1, { c: 'x', d: null }] }))
  expect(canonical({ a: 1 })).not.toBe(canonical({ a: 2 }))
})

const PASSED = [
  entry({ step: 'unit', act: 'opinion', verdict: 'agree', signatoryId: person('leadHead') }),
  entry({
    step: 'verify',
    act: 'verification',
    verdict: 'pass',
    signatoryId: person('verifier'),
    facts: {
      verification: {
        from: '',
        to: '',
        place: '',
        memberIds: [person('verifier'), person('verifier2')],
        lines: [{ measureId: 'm1', verdict: 'accepted', remark: '', acceptedIds: ['p1'] }],
        residents: '',
        photoIds: [],
        text: '',
      },
    },
  }),
  entry({ step: 'office', act: 'opinion', verdict: 'agree', signatoryId: person('officer') }),
  entry({ step: 'notice', act: 'notice_end', verdict: 'pass' }),
]
test.each<[string, Partial<Situation>, string[]]>([
  ['事实如所签', {}, []],
  ['有一件意见签的是别的事实', { seal: 'T' }, ['没有有效的结果']],
  ['措施又恢复为未完成', { measures: [{ id: 'm1', no: 1, done: false, proof: ['p1'] }] }, ['措施 1 尚未完成']],
  ['其间导入载明已完成', { declared: true }, ['原台账载明']],
  ['核查人后来也办理了', { doers: [{ id: person('verifier2'), name: 'verifier2' }] }, ['verifier2既办理又核查']],
])('销号前再看一遍：%s', (_, change, expected) => {
  const s = at('leader', PASSED, change)
  const step = s.chain.find(({ key }) => key === 'leader')
  if (!step) throw new Error('no closing step')
  const missing = missingForClosing(s, step, entry({ step: 'leader', act: 'opinion', verdict: 'agree', signatoryId: person('leader') }))
  expect(missing).toHaveLength(expected.length)
  for (const [i, words] of expected.entries()) expect(missing[i]).toContain(words)
})
