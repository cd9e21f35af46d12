import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, addDays } from '#kernel/days.ts'
import { MEASURE_SCHEDULES, type Timed, lastDayOf, measureScheduleOf } from './measure-schedule.ts'

const TODAY = '2026-11-23' as Day
const day = (text: string | null) => text as Day | null
const stone = (dueOn: string | null, reachedOn: string | null = null) => ({ dueOn: day(dueOn), reachedOn: day(reachedOn) })

test.each([
  ['完成', '2026-01-01', '2026-11-01', [stone('2026-01-01')], 'done'],
  ['最后一天就是今天', '2026-11-23', null, [], 'on_time'],
  ['昨天到期', '2026-11-22', null, [], 'overdue'],
  ['到期在后、节点已过', '2026-12-31', null, [stone('2026-11-22')], 'behind'],
  ['节点已过但达到了', '2026-12-31', null, [stone('2026-11-22', '2026-11-25')], 'on_time'],
  ['节点今天到', '2026-12-31', null, [stone('2026-11-23')], 'on_time'],
  ['超期压过节点', '2026-11-22', null, [stone('2026-11-01')], 'overdue'],
  ['没有期限，节点有日子', null, null, [stone('2026-12-01')], 'on_time'],
  ['没有期限，节点没有日子', null, null, [stone(null)], 'undated'],
  ['什么都没有', null, null, [], 'undated'],
] as const)('%s', (_, dueOn, doneOn, milestones, schedule) =>
  expect(measureScheduleOf({ dueOn: day(dueOn), doneOn: day(doneOn), milestones }, TODAY)).toBe(schedule),
)

const someDay = fc.integer({ min: -400, max: 400 }).map((n) => addDays(TODAY, n))
const maybe = fc.option(someDay)
const timed: fc.Arbitrary<Timed> = fc.record({
  dueOn: maybe,
  doneOn: maybe,
  milestones: fc.array(fc.record({ dueOn: maybe, reachedOn: maybe }), { maxLength: 4 }),
})

test('没有任何日子的措施，除非完成，绝不算按时', () =>
  fc.assert(
    fc.property(timed, someDay, (measure, today) => {
      const none = measure.dueOn === null && measure.milestones.every(({ dueOn }) => dueOn === null)
      return !none || ['done', 'undated'].includes(measureScheduleOf(measure, today))
    }),
  ))

const rank = (schedule: string) => ['on_time', 'behind', 'overdue'].indexOf(schedule)

test('日子往后走，进度只会变差：完成的不变，没完成的不会由超期变回按时', () => {
  fc.assert(
    fc.property(timed, someDay, fc.nat(100), (measure, today, later) => {
      const [now, then] = [measureScheduleOf(measure, today), measureScheduleOf(measure, addDays(today, later))]
      expect(MEASURE_SCHEDULES).toContain(now)
      if (now === 'done' || now === 'undated') expect(then).toBe(now)
      else expect(rank(then)).toBeGreaterThanOrEqual(rank(now))
    }),
  )
})

test.each([
  ['没有写时限：随问题', null, null, '2026-12-31'],
  ['写了但看不明白：没有', '分阶段推进', null, null],
  ['写明了：自己的', '2026年10月底前', '2026-10-31', '2026-10-31'],
])('最后一天，%s', (_, deadlineRaw, dueOn, last) => expect(lastDayOf({ deadlineRaw, dueOn: day(dueOn) }, '2026-12-31' as Day)).toBe(last))
