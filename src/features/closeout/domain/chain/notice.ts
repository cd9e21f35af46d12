import { type Calendar, type Day, addDays, addWorkdays } from '#kernel/days.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { DAY_TYPE_WORDS } from '#kernel/rooms/closeout-steps.ts'

/**
 * The last day of a public notice, the first day counted ("12-13 至 12-19 共7天", rules.md R-54), with its arithmetic in words.
 * Working days of a year whose holidays are not known are refused: a notice that ends too early is void.
 */
export function noticePeriod(
  { days = 1, dayType = 'calendar' }: ChainStep,
  from: Day,
  calendar: Calendar,
): Decision<{ readonly to: Day; readonly steps: readonly string[] }> {
  const before = addDays(from, -1)
  const { day, unknownYears } =
    dayType === 'working' ? addWorkdays(before, days, calendar) : { day: addDays(before, days), unknownYears: [] }
  if (unknownYears.length > 0) return refuse('closeout.notice-year', { years: unknownYears.join('、') })
  return accept({ to: day, steps: [`自${from}起公示`, `${days}个${DAY_TYPE_WORDS[dayType]}，首日计入`, `至${day}止`] })
}
