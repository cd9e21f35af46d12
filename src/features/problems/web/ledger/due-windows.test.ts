import { describe, expect, it } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { DUE_WINDOWS, conditionsOf, dueWindowWords, windowOf } from './due-windows.ts'

const today = '2026-11-23' as Day
const terms = { today, soonDays: 7 }

describe('最后日期的快捷范围', () => {
  it('临期从今天算起，本月、下月为整月', () => {
    expect(conditionsOf('soon', terms)).toMatchObject({ dueFrom: '2026-11-23', dueTo: '2026-11-30' })
    expect(conditionsOf('month', terms)).toMatchObject({ dueFrom: '2026-11-01', dueTo: '2026-11-30' })
    expect(conditionsOf('next-month', terms)).toMatchObject({ dueFrom: '2026-12-01', dueTo: '2026-12-31' })
    expect(conditionsOf('next-month', { today: '2026-01-31' as Day, soonDays: 7 })).toMatchObject({
      dueFrom: '2026-02-01',
      dueTo: '2026-02-28',
    })
  })

  it('临期天数由本区设置', () => {
    expect(conditionsOf('soon', { today, soonDays: 15 })).toMatchObject({ dueFrom: '2026-11-23', dueTo: '2026-12-08' })
    expect(dueWindowWords('soon', { soonDays: 15 })).toBe('15天内到期')
    expect(windowOf({ dueFrom: '2026-11-23', dueTo: '2026-11-30' }, { today, soonDays: 15 })).toBe('own')
  })

  it('超期是时序状态，不是日期范围', () => {
    expect(conditionsOf('overdue', terms)).toEqual({ dueFrom: undefined, dueTo: undefined, schedule: 'overdue' })
  })

  it('从条件认得回是哪个范围；别的日期算自选', () => {
    for (const window of DUE_WINDOWS) expect(windowOf(conditionsOf(window, terms), terms)).toBe(window)
    expect(windowOf({ dueFrom: '2026-11-23', dueTo: '2026-11-30', schedule: 'behind' }, terms)).toBe('soon')
    expect(windowOf({ dueTo: '2026-12-31' }, terms)).toBe('own')
    expect(windowOf({ schedule: 'behind' }, terms)).toBeUndefined()
  })
})
