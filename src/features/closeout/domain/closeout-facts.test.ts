import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { TODAY, entry, running, situation } from '#test/closeout-world.ts'
import { stateWords } from './closeout-words.ts'
import { lacksOf } from './lacks.ts'
import { noticePeriod } from './notice.ts'
import { canonical } from './seal.ts'
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
  expect(lacksOf(s)).toHaveLength(7)
  expect(lacksOf(situation())).toEqual([])
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
