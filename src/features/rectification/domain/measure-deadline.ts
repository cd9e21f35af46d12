import type { Calendar, Day } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { type DueFacts, dayWords, dueOf } from '#kernel/due.ts'

/** What the last days of a plan depend on besides the phrases. */
export type Terms = { readonly facts: DueFacts; readonly calendar: Calendar; readonly today: Day }
export type MeasureDue = {
  readonly dueOn: Day | null
  /** What the phrase gives, or why it gives no day. */
  readonly words: string
}

/** The last day that a measure's phrase gives: none where it leaves a doubt, and then it says so (rules.md R-32). */
export function dueOfPhrase(phrase: string, { facts, calendar, today }: Terms): MeasureDue {
  const { dueOn, needsConfirmation, steps, unknownYears } = dueOf(parseDeadline(phrase, today), facts, calendar)
  if (dueOn === null) return { dueOn, words: needsConfirmation ? `期限待确认：${whyOf(steps)}` : '长期或定期开展，没有最后一天' }
  const years = unknownYears.length === 0 ? '' : `（${unknownYears.join('、')}年放假安排未录入，暂按周末推算）`
  return { dueOn, words: `最后一天 ${dayWords(dueOn)}${years}` }
}

const COUNTED: ReadonlySet<string> = new Set(['within', 'immediate'])
/** Any day: a phrase that counts from a fact names no year. */
const ANY = '2000-01-01' as Day

/**
 * The last day of a phrase that is counted from a fact (立行立改, 30个工作日内), as the facts give it now; undefined: it names its day itself,
 * and keeps the one it was read as.
 */
export function countedDue(phrase: string, facts: DueFacts, calendar: Calendar): Day | null | undefined {
  const deadline = parseDeadline(phrase, ANY)
  return COUNTED.has(deadline.kind) ? dueOf(deadline, facts, calendar).dueOn : undefined
}

const whyOf = ([first = '']: readonly string[]) => first.replace(/^[^：]*：/u, '')
