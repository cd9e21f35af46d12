import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, addDays } from '#kernel/days.ts'
import type { MilestoneId } from '#kernel/rooms/problems.ts'
import { measureScheduleOf } from './measure-schedule.ts'
import { type ReportInput, type Reported, report } from './report.ts'

const TODAY = '2026-11-23' as Day
const day = (text: string) => text as Day
const S = 's' as MilestoneId
const stone = (dueOn: string | null, reachedOn: string | null = null) => ({
  id: S,
  text: '建成',
  dueOn: dueOn as Day | null,
  reachedOn: reachedOn as Day | null,
})
type Change = Partial<Omit<Reported, 'measure'>> & { readonly measure?: Partial<Reported['measure']> }
const reported = ({ measure = {}, ...more }: Change = {}): Reported => ({
  level: 'problem',
  state: 'open',
  declared: null,
  receivedOn: day('2026-10-01'),
  measure: { no: 1, lastDay: day('2026-12-31'), startedOn: null, doneOn: null, proofs: 1, milestones: [], ...measure },
  ...more,
})
const inputWith = (more: Partial<ReportInput> = {}): ReportInput => ({ state: 'done', reached: [], ...more })

describe('填报的规则', () => {
  test.each([
    ['已销号', reported({ state: 'closed' }), inputWith(), 'rectification.closed'],
    ['原台账载明已销号', reported({ declared: 'closed' }), inputWith(), 'rectification.declared'],
    ['上级原文', reported({ level: 'item' }), inputWith(), 'rectification.of-item'],
    ['没有佐证的完成', reported({ measure: { proofs: 0 } }), inputWith(), 'report.no-proof'],
    ['明天完成', reported(), inputWith({ doneOn: day('2026-11-24') }), 'report.day-ahead'],
    ['收到之前完成', reported(), inputWith({ doneOn: day('2026-09-30') }), 'report.before-received'],
    ['超期不说原因', reported({ measure: { lastDay: day('2026-11-22') } }), inputWith({ state: 'in_hand' }), 'report.delay-reason'],
    ['晚完成不说原因', reported({ measure: { lastDay: day('2026-11-22') } }), inputWith(), 'report.delay-reason'],
    [
      '节点过期不说原因',
      reported({ measure: { milestones: [stone('2026-11-22')] } }),
      inputWith({ state: 'in_hand' }),
      'report.delay-reason',
    ],
    [
      '节点晚达到不说原因',
      reported({ measure: { milestones: [stone('2026-11-01')] } }),
      inputWith({ reached: [{ milestoneId: S, on: TODAY }] }),
      'report.delay-reason',
    ],
    ['别处的节点', reported(), inputWith({ reached: [{ milestoneId: S, on: TODAY }] }), 'report.unknown-milestone'],
    [
      '节点明天达到',
      reported({ measure: { milestones: [stone(null)] } }),
      inputWith({ reached: [{ milestoneId: S, on: day('2026-11-24') }] }),
      'report.day-ahead',
    ],
    [
      '点位上报节点',
      reported({ level: 'point', measure: { milestones: [stone(null)] } }),
      inputWith({ reached: [{ milestoneId: S, on: TODAY }] }),
      'report.points-milestones',
    ],
  ] as const)('不许：%s', (_, now, what, code) => expect(report(now, what, TODAY)).toMatchObject({ refusal: { code } }))

  test.each([
    ['有佐证的完成，未说日期即今天', reported(), inputWith(), { startedOn: TODAY, doneOn: TODAY, reached: [] }],
    [
      '按期完成、过后才报，不问原因',
      reported({ measure: { lastDay: day('2026-11-10') } }),
      inputWith({ doneOn: day('2026-11-10') }),
      { startedOn: '2026-11-10', doneOn: '2026-11-10' },
    ],
    [
      '超期说了原因',
      reported({ measure: { lastDay: day('2026-11-01') } }),
      inputWith({ state: 'in_hand', delayReason: '汛期停工' }),
      { doneOn: null },
    ],
    ['没有佐证也可以正在整改', reported({ measure: { proofs: 0 } }), inputWith({ state: 'in_hand' }), { startedOn: TODAY, doneOn: null }],
    [
      '完成改回正在整改',
      reported({ measure: { startedOn: day('2026-10-10'), doneOn: day('2026-11-01') } }),
      inputWith({ state: 'in_hand' }),
      { startedOn: '2026-10-10', doneOn: null },
    ],
    [
      '已达到的节点不再问',
      reported({ measure: { milestones: [stone('2026-11-01', '2026-11-09')] } }),
      inputWith({ state: 'in_hand' }),
      { reached: [] },
    ],
    [
      '节点按时达到、过后才报',
      reported({ measure: { milestones: [stone('2026-11-01')] } }),
      inputWith({ state: 'in_hand', reached: [{ milestoneId: S, on: day('2026-11-01') }] }),
      { reached: [{ id: S, on: '2026-11-01' }] },
    ],
    [
      '节点报错了，改回未达到',
      reported({ measure: { milestones: [stone('2026-12-01', '2026-11-01')] } }),
      inputWith({ state: 'in_hand', reached: [{ milestoneId: S, on: null }] }),
      { reached: [{ id: S, on: null }] },
    ],
    [
      '原样的节点不算改动',
      reported({ level: 'point', measure: { milestones: [stone(null, '2026-11-01')] } }),
      inputWith({ reached: [{ milestoneId: S, on: day('2026-11-01') }] }),
      { reached: [] },
    ],
    ['验收中可以填报', reported({ state: 'in_closeout' }), inputWith(), { doneOn: TODAY }],
  ] as const)('可以：%s', (_, now, what, event) => expect(report(now, what, TODAY)).toMatchObject({ ok: true, event }))
})

const someDay = fc.integer({ min: -60, max: 60 }).map((n) => addDays(TODAY, n))
const maybe = fc.option(someDay)
const situation = fc.record({
  lastDay: maybe,
  startedOn: maybe,
  doneOn: maybe,
  proofs: fc.nat(2),
  milestones: fc.array(fc.record({ dueOn: maybe, reachedOn: maybe }), { maxLength: 3 }),
})
const what = fc.record({
  state: fc.constantFrom('done' as const, 'in_hand' as const),
  doneOn: fc.option(someDay, { nil: undefined }),
  delayReason: fc.option(fc.constant('原因'), { nil: undefined }),
})

test('凡是报成的：完成必有佐证和来过的日子；落后而未完成的必有原因', () =>
  fc.assert(
    fc.property(situation, what, ({ milestones, ...rest }, input) => {
      const stones = milestones.map((one, i) => ({ ...one, id: String(i) as MilestoneId, text: '' }))
      const now = reported({ measure: { ...rest, milestones: stones } })
      const decision = report(now, inputWith(input), TODAY)
      if (!decision.ok) return
      const { doneOn, startedOn } = decision.event
      expect(doneOn !== null).toBe(input.state === 'done')
      if (doneOn !== null) expect(rest.proofs > 0 && doneOn <= TODAY && doneOn >= now.receivedOn && startedOn <= doneOn).toBe(true)
      const schedule = measureScheduleOf({ dueOn: rest.lastDay, doneOn, milestones: stones }, TODAY)
      if (schedule === 'overdue' || schedule === 'behind') expect(input.delayReason).toBeDefined()
    }),
    { numRuns: 1000 },
  ))
