import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import {
  CLOSURES,
  CLOSURE_MARKS,
  PROGRESSES,
  PROGRESS_MARKS,
  type ProgressFacts,
  SCHEDULES,
  SCHEDULE_MARKS,
  type ScheduleFacts,
  closureOf,
  progressOf,
  scheduleOf,
} from './axes.ts'

const d = (text: string) => text as Day
const today = d('2024-06-15')
const work: ProgressFacts = { measuresTotal: 3, measuresDone: 0, measuresStarted: 0, declared: null }
const time: ScheduleFacts = { dueOn: d('2024-12-31'), nextDueOn: null, reviewOn: null, doneOn: null, declared: null, state: 'open' }

describe('进度', () => {
  test.each([
    ['措施都没动', {}, 'not_started'],
    ['没有措施', { measuresTotal: 0 }, 'not_started'],
    ['有措施启动', { measuresStarted: 1 }, 'in_hand'],
    ['完成一部分', { measuresDone: 2 }, 'in_hand'],
    ['措施全部完成', { measuresDone: 3, measuresStarted: 3 }, 'done'],
    ['原台账说在办', { declared: 'in_hand' }, 'in_hand'],
    ['原台账说在办、措施全完成', { declared: 'in_hand', measuresDone: 3 }, 'done'],
    ['原台账说完成', { declared: 'done' }, 'declared'],
    ['原台账说销号，即使措施全完成', { declared: 'closed', measuresDone: 3 }, 'declared'],
  ] as const)('%s', (_, over, expected) => expect(progressOf({ ...work, ...over })).toBe(expected))
})

describe('时序', () => {
  test.each([
    ['期限未到', {}, 'on_time'],
    ['期限就在今天', { dueOn: today }, 'on_time'],
    ['期限已过', { dueOn: d('2024-06-14') }, 'overdue'],
    ['措施期限已过', { nextDueOn: d('2024-06-14') }, 'behind'],
    ['措施期限就在今天', { nextDueOn: today }, 'on_time'],
    ['两个都过了，以超期为准', { dueOn: d('2024-06-01'), nextDueOn: d('2024-05-01') }, 'overdue'],
    ['只有复核日，未到', { dueOn: null, reviewOn: d('2024-07-01') }, 'on_time'],
    ['只有复核日，已过', { dueOn: null, reviewOn: d('2024-06-01') }, 'behind'],
    ['没有日期', { dueOn: null }, 'unconfirmed'],
    ['期限待确认，措施有期限也不算按时', { dueOn: null, nextDueOn: d('2024-12-01') }, 'unconfirmed'],
    ['已销号', { state: 'closed', dueOn: d('2024-01-01') }, 'ended'],
    ['已完成', { doneOn: d('2024-02-01'), dueOn: d('2024-01-01') }, 'ended'],
    ['原台账载明完成', { declared: 'done', dueOn: null }, 'ended'],
    ['原台账说在办仍计时', { declared: 'in_hand', dueOn: d('2024-01-01') }, 'overdue'],
    ['验收中仍计时', { state: 'in_closeout', dueOn: d('2024-01-01') }, 'overdue'],
  ] as const)('%s', (_, over, expected) => expect(scheduleOf({ ...time, ...over }, today)).toBe(expected))
  it('时间推移只会从按时走向落后、超期', () => {
    const day = fc.option(
      fc.integer({ min: 1, max: 28 }).map((n) => d(`2024-06-${String(n).padStart(2, '0')}`)),
      { nil: null },
    )
    const order = ['on_time', 'behind', 'overdue']
    fc.assert(
      fc.property(day, day, day, day, day, (dueOn, nextDueOn, reviewOn, a, b) => {
        const facts = { ...time, dueOn, nextDueOn, reviewOn }
        const [early = today, late = today] = [a ?? today, b ?? today].toSorted()
        expect(order.indexOf(scheduleOf(facts, early))).toBeLessThanOrEqual(order.indexOf(scheduleOf(facts, late)))
      }),
    )
  })
})

describe('闭环', () => {
  test.each([
    ['open', null, 'open'],
    ['open', 'done', 'open'],
    ['open', 'closed', 'declared'],
    ['in_closeout', null, 'in_closeout'],
    ['in_closeout', 'closed', 'in_closeout'],
    ['closed', 'closed', 'closed'],
  ] as const)('%s，原台账 %s → %s', (state, declared, expected) => expect(closureOf({ state, declared })).toBe(expected))
})

it('每个值都有各不相同的词和形状', () => {
  for (const [values, marks] of [
    [PROGRESSES, PROGRESS_MARKS],
    [SCHEDULES, SCHEDULE_MARKS],
    [CLOSURES, CLOSURE_MARKS],
  ] as const) {
    expect(Object.keys(marks).toSorted()).toEqual([...values].toSorted())
    for (const of of ['word', 'shape'] as const) expect(new Set(Object.values(marks).map((m) => m[of])).size).toBe(values.length)
  }
})
