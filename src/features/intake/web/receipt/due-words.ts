import { type Day, dayOf } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { dayWords } from '#kernel/due.ts'

export type DueWords = { readonly words: string; readonly kind: 'day' | 'lasting' | 'doubt' }

/** What a deadline phrase came to: its last day, a regular review, or a question. */
export function dueWords(phrase: string, dueOn: string | null, today: Day): DueWords {
  const day = dueOn === null ? undefined : dayOf(dueOn)
  if (day) return { words: dayWords(day), kind: 'day' }
  const { kind, ambiguous } = parseDeadline(phrase, today)
  if (!ambiguous && (kind === 'lasting' || kind === 'recurring')) return { words: '长期坚持，定期复核', kind: 'lasting' }
  return { words: '期限待确认', kind: 'doubt' }
}
