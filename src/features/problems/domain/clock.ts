import type { Clock } from '#kernel/fields.ts'
import { type Calendar, type Day, daysBetween, workdaysBetween } from '#kernel/days.ts'

const SOON_DAYS = 7

/** The time left or overrun in words, by calendar days with the working days among them; unknown holidays are said in the note. */
export function clockWords(dueOn: Day | null, today: Day, calendar: Calendar): Clock {
  if (dueOn === null) return { text: '期限待确认', tone: 'none' }
  const left = daysBetween(today, dueOn)
  if (left < 0) return { text: `超期${-left}天`, tone: 'late' }
  if (left === 0) return { text: '今天到期', tone: 'soon' }
  const { count, unknownYears } = workdaysBetween(today, dueOn, calendar)
  const words = { text: `还剩${left}天（${count}个工作日）`, tone: left <= SOON_DAYS ? 'soon' : 'calm' } as const
  return unknownYears.length === 0 ? words : { ...words, note: `${unknownYears.join('、')}年放假安排未录入，工作日按周末推算` }
}
