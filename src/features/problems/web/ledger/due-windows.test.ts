import { describe, expect, it } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { DUE_WINDOWS, conditionsOf, windowOf } from './due-windows.ts'

const today = '2026-11-23' as Day

describe('最后日期的快捷范围', () => {
  it('7天内从今天算起，本月、下月为整月', () => {
    expect(conditionsOf('week', today)).toMatchObject({ dueFrom: '2026-11-23', dueTo: '2026-11-30' })
    expect(conditionsOf('month', today)).toMatchObject({ dueFrom: '2026-11-01', dueTo: '2026-11-30' })
    expect(conditionsOf('next-month', today)).toMatchObject({ dueFrom: '2026-12-01', dueTo: '2026-12-31' })
    expect(conditionsOf('next-month', '2026-01-31' as Day)).toMatchObject({ dueFrom: '2026-02-01', dueTo: '2026-02-28' })
  })

  it('超期是时序状态，不是日期范围', () => {
    expect(conditionsOf('overdue', today)).toEqual({ dueFrom: undefined, dueTo: undefined, schedule: 'overdue' })
  })

  it('从条件认得回是哪个范围；别的日期算自选', () => {
    for (const window of DUE_WINDOWS) expect(windowOf(conditionsOf(window, today), today)).toBe(window)
    expect(windowOf({ dueFrom: '2026-11-23', dueTo: '2026-11-30', schedule: 'behind' }, today)).toBe('week')
    expect(windowOf({ dueTo: '2026-12-31' }, today)).toBe('own')
    expect(windowOf({ schedule: 'behind' }, today)).toBeUndefined()
  })
})
