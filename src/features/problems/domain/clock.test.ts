import { expect, test } from 'vitest'
import type { Calendar, Day } from '#kernel/days.ts'
import { clockWords } from './clock.ts'

const calendar: Calendar = { off: new Set(['2024-06-10']), on: new Set(['2024-06-15']), years: new Set([2024]) }
const today = '2024-06-07' as Day

test.each([
  ['没有期限', null, { text: '期限待确认', tone: 'none' }],
  ['还有六天，端午放假', '2024-06-13', { text: '还剩6天（3个工作日）', tone: 'soon' }],
  ['一周整仍算临近', '2024-06-14', { text: '还剩7天（4个工作日）', tone: 'soon' }],
  ['八天，含调休上班', '2024-06-15', { text: '还剩8天（5个工作日）', tone: 'calm' }],
  ['当天', '2024-06-07', { text: '今天到期', tone: 'soon' }],
  ['过期', '2024-05-26', { text: '超期12天', tone: 'late' }],
  ['跨入未知年份', '2025-01-01', { text: '还剩208天（148个工作日）', tone: 'calm', note: '2025年放假安排未录入，工作日按周末推算' }],
] as const)('%s', (_, dueOn, words) => expect(clockWords(dueOn as Day | null, { today, calendar, soonDays: 7 })).toEqual(words))

test.each([
  [1, 'calm'],
  [5, 'calm'],
  [6, 'soon'],
  [30, 'soon'],
])('临期天数 %d：还剩六天是 %s', (soonDays, tone) => expect(clockWords('2024-06-13' as Day, { today, calendar, soonDays }).tone).toBe(tone))
