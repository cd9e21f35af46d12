import { describe, expect, it } from 'vitest'
import { SourceId, UnitId } from '#kernel/rooms/org.ts'
import { type Choices, stripTotal, tagsOf } from './filter-tags.ts'

const unit = UnitId.parse('00000000-0000-4000-8000-000000000001')
const source = SourceId.parse('00000000-0000-4000-8000-000000000002')
const choices: Choices = {
  sources: [{ id: source, name: '第三轮中央督察反馈' }],
  rounds: [],
  units: [{ id: unit, name: '区住建局' }],
  leaders: [],
  mechanism: { name: '五个一', slots: ['leader'] },
  soonDays: 7,
}

describe('当前筛选的文字', () => {
  it('每个条件一句话，代码都换成名称', () => {
    const filter = {
      q: '黑臭',
      level: 'point',
      source,
      unit,
      schedule: 'overdue,unconfirmed',
      missing: 'leader,deadline',
      dueTo: '2026-12-31',
    } as const
    expect(tagsOf(filter, choices).map(({ words }) => words)).toEqual([
      '搜索“黑臭”',
      '层级：点位',
      '来源：第三轮中央督察反馈',
      '牵头单位：区住建局',
      '时序：超期、待确认',
      '缺领导、缺期限',
      '最后日期：2026-12-31 及以前',
    ])
  })

  it('起止日期是一个条件，一起去掉', () => {
    expect(tagsOf({ dueFrom: '2026-11-01', dueTo: '2026-11-30' }, choices)).toEqual([
      { words: '最后日期：2026-11-01 至 2026-11-30', keys: ['dueFrom', 'dueTo'] },
    ])
    expect(tagsOf({ dueFrom: '2026-11-01' }, choices)[0]?.words).toBe('最后日期：2026-11-01 及以后')
  })

  it('名称还没读到时不显示代码', () => {
    expect(tagsOf({ leader: unit }, choices)[0]?.words).toBe('包联领导：已选')
  })
})

describe('计数条的合计', () => {
  const counts = { open: 7, in_closeout: 2, closed: 1 }
  it('没有选这一轴时应等于总数', () => {
    expect(stripTotal(counts, undefined, 10)).toBe(10)
    expect(stripTotal(counts, undefined, 11)).toBe(11)
  })
  it('选了这一轴时，所选之和等于总数，整条才算对', () => {
    expect(stripTotal(counts, 'open', 7)).toBe(10)
    expect(stripTotal(counts, 'open,closed', 8)).toBe(10)
    expect(stripTotal(counts, 'open', 6)).toBe(6)
  })
})
