import type { Day } from '#kernel/days.ts'
import type { Refusal } from '#kernel/decision.ts'

type Received = { readonly title: string; readonly closed: boolean; readonly receivedOn: Day }

/** Why another day of receipt is refused; undefined: it may be. Days of Asia/Shanghai. */
export function receivedFault({ title, closed, receivedOn }: Received, to: Day, today: Day): Refusal | undefined {
  if (closed) return { code: 'problem.closed', detail: { title } }
  if (to > today) return { code: 'problem.received-later', detail: { today } }
  return to === receivedOn ? { code: 'problem.received-same', detail: { day: to } } : undefined
}
