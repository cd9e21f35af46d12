import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type Calendar,
  type Day,
  addDays,
  addMonths,
  addWorkdays,
  dayFrom,
  dayOf,
  daysBetween,
  endOfMonth,
  weekdayOf,
  workdaysBetween,
} from './days.ts'

const sql = readFileSync(new URL('../../db/migrations/shared/0001_holidays.sql', import.meta.url), 'utf8')
const listed = [...sql.matchAll(/\('(\d{4}-\d{2}-\d{2})', '(off|on)'/gu)].map(([, day = '', kind]) => ({ day, kind }))
const calendar: Calendar = {
  off: new Set(listed.filter((d) => d.kind === 'off').map((d) => d.day)),
  on: new Set(listed.filter((d) => d.kind === 'on').map((d) => d.day)),
  years: new Set([...sql.matchAll(/^ {2}\((\d{4}), '/gmu)].map(([, year]) => Number(year))),
}
const d = (text: string) => text as Day
const anyDay = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays(d('1960-01-01'), n))

describe('日期', () => {
  test.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-06-31', '2024-6-1', '0000-01-01', '2024-06-15 ', ''])('%s 不是日期', (text) =>
    expect(dayOf(text)).toBeUndefined(),
  )
  it('闰日是日期', () => expect(dayOf('2024-02-29')).toBe('2024-02-29'))
  it('三个数拼成日期，不存在的不拼', () => {
    expect(dayFrom(2024, 2, 29)).toBe('2024-02-29')
    expect(dayFrom(2023, 2, 29)).toBeUndefined()
  })
  it('加月到短月取月末', () => {
    expect(addMonths(d('2024-01-31'), 1)).toBe('2024-02-29')
    expect(addMonths(d('2024-11-30'), 3)).toBe('2025-02-28')
    expect(addMonths(d('2024-03-31'), -1)).toBe('2024-02-29')
  })
  it('月末、年末、星期', () => {
    expect(endOfMonth(d('2023-02-10'))).toBe('2023-02-28')
    expect(weekdayOf(d('2026-10-10'))).toBe(6)
  })
  it('加天数与相隔天数互逆', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -9000, max: 9000 }), (day, n) => daysBetween(day, addDays(day, n)) === n))
  })
})

describe('工作日', () => {
  test.each([
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i 年有 %i 个工作日', (year, count) =>
    expect(workdaysBetween(d(`${year - 1}-12-31`), d(`${year}-12-31`), calendar)).toEqual({ count, unknownYears: [] }),
  )
  it('跳过国庆放假，计入调休上班', () => {
    expect(addWorkdays(d('2026-09-29'), 5, calendar)).toEqual({ day: '2026-10-12', unknownYears: [] })
  })
  it('相隔的工作日数与逐日数出的相同', () => {
    const near = fc.integer({ min: 0, max: 2500 }).map((n) => addDays(d('2022-06-01'), n))
    fc.assert(
      fc.property(near, near, (from, to) => {
        const { count } = workdaysBetween(from, to, calendar)
        if (to <= from) expect(count).toBe(0)
        else expect([addWorkdays(from, count, calendar).day <= to, addWorkdays(from, count + 1, calendar).day > to]).toEqual([true, true])
      }),
    )
  })
  it('跨到未知年份照周末推算，并说出年份', () => {
    expect(addWorkdays(d('2026-12-30'), 3, calendar)).toEqual({ day: '2027-01-04', unknownYears: [2027] })
    expect(workdaysBetween(d('2026-12-31'), d('2027-01-04'), calendar)).toEqual({ count: 2, unknownYears: [2027] })
  })
  it('到期不晚于起始时为零', () =>
    expect(workdaysBetween(d('2026-05-02'), d('2026-05-02'), calendar)).toEqual({ count: 0, unknownYears: [] }))
  it('加 n 个工作日后，其间恰有 n 个工作日', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 60 }),
        (day, n) => workdaysBetween(day, addWorkdays(day, n, calendar).day, calendar).count === n,
      ),
    )
  })
})
