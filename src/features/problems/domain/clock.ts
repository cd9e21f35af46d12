import type { Clock } from '#kernel/fields.ts'
import { type Calendar, type Day, daysBetween, workdaysBetween } from '#kernel/days.ts'

/** The day and what time is counted by; `soonDays`: from how many days before its end it is soon. */
export type ClockTerms = { readonly today: Day; readonly calendar: Calendar; readonly soonDays: number }

/** The time left or overrun in words, by calendar days with the working days among them; unknown holidays are said in the note. */
export function clockWords(dueOn: Day | null, { today, calendar, soonDays }: ClockTerms): Clock {
  if (dueOn === null) return { text: '期限待确认', tone: 'none' }
  const left = daysBetween(today, dueOn)
  if (left < 0) return { text: `超期${-left}天`, tone: 'late' }
  if (left === 0) return { text: '今天到期', tone: 'soon' }
  const { count, unknownYears } = workdaysBetween(today, dueOn, calendar)
  const words = { text: `还剩${left}天（${count}个工作日）`, tone: left <= soonDays ? 'soon' : 'calm' } as const
  return unknownYears.length === 0 ? words : { ...words, note: `${unknownYears.join('、')}年放假安排未录入，工作日按周末推算` }
}
