import type { Calendar, Day } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { type DueFacts, dayWords, dueOf } from '#kernel/due.ts'

/** What the last days of a plan depend on besides the phrases. */
export type Terms = { readonly facts: DueFacts; readonly calendar: Calendar; readonly today: Day }
export type MeasureDue = {
  readonly dueOn: Day | null
  /** What the phrase gives, or why it gives no day. */
  readonly said: string
}

/** The last day that a measure's phrase gives: none where it leaves a doubt, and then it says so (`domain.md` §6.5). */
export function dueOfPhrase(phrase: string, { facts, calendar, today }: Terms): MeasureDue {
  const { dueOn, needsConfirmation, steps, unknownYears } = dueOf(parseDeadline(phrase, today), facts, calendar)
  if (dueOn === null) return { dueOn, said: needsConfirmation ? `期限待确认：${whyOf(steps)}` : '长期或定期开展，没有最后一天' }
  const years = unknownYears.length === 0 ? '' : `（${unknownYears.join('、')}年放假安排未录入，暂按周末推算）`
  return { dueOn, said: `最后一天 ${dayWords(dueOn)}${years}` }
}

const whyOf = ([first = '']: readonly string[]) => first.replace(/^[^：]*：/u, '')
