import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, addDays, dayOf, endOfMonth, monthOf, weekdayOf, yearOf } from '#kernel/days.ts'
import { dayByKey, dayFromText, shanghaiToday, weeksOf, wrongDay } from './day-text.ts'

const TODAY = '2026-11-23' as Day
const days = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays('1990-01-01' as Day, count))
const partsOf = (day: Day) => [yearOf(day), monthOf(day), Number(day.slice(8))] as const

test('一天的各种写法都读成那一天', () =>
  fc.assert(
    fc.property(days, (day) => {
      const [y, m, d] = partsOf(day)
      const ways = [day, `${y}.${m}.${d}`, `${y}/${m}/${d}`, day.replaceAll('-', ''), `${y}年${m}月${d}日`, `${y}年${m}月${d}`]
      for (const text of ways) expect(dayFromText(text, TODAY), text).toBe(day)
    }),
  ))

test.each([
  ['11月3日', '2026-11-03'],
  ['11.3', '2026-11-03'],
  [' １２月３１日 ', '2026-12-31'],
  ['2月30日', undefined],
  ['2026-13-01', undefined],
  ['2026', undefined],
  ['明天', undefined],
])('%s', (text, day) => expect(dayFromText(text, TODAY)).toBe(day))

test('说得出错在哪里', () => {
  expect(wrongDay('', TODAY, {})).toBeUndefined()
  expect(wrongDay('明天', TODAY, {})).toContain('请填写日期')
  expect(wrongDay('11.1', TODAY, { min: TODAY })).toBe('不能早于 2026-11-23')
  expect(wrongDay('12.1', TODAY, { max: TODAY })).toBe('不能晚于 2026-11-23')
})

test('今天是上海的今天', () => {
  expect(shanghaiToday(new Date('2026-11-23T15:59:59Z'))).toBe('2026-11-23')
  expect(shanghaiToday(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24')
})

test('月历从周一到周日，本月每天正好一次', () =>
  fc.assert(
    fc.property(days, (day) => {
      const weeks = weeksOf(day)
      for (const week of weeks) expect([week.length, weekdayOf(week[0] ?? day)]).toEqual([7, 1])
      const own = weeks.flat().filter((one) => one.slice(0, 7) === day.slice(0, 7))
      expect([new Set(own).size, own.at(-1)]).toEqual([Number(endOfMonth(day).slice(8)), endOfMonth(day)])
      expect(weeks.every((week) => week.some((one) => own.includes(one)))).toBe(true)
    }),
  ))

test('方向键总落在真有的一天，Home、End 不出这一周', () =>
  fc.assert(
    fc.property(days, fc.constantFrom('ArrowLeft', 'ArrowUp', 'Home', 'End', 'PageUp', 'PageDown'), (day, key) => {
      const to = dayByKey(day, key)
      expect(dayOf(to ?? '')).toBe(to)
      if (key === 'Home') expect(weekdayOf(to ?? day)).toBe(1)
      if (key === 'End') expect(weekdayOf(to ?? day)).toBe(0)
    }),
  ))
