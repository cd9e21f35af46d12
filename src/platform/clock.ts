import type { Day } from '#kernel/days.ts'
import { minuteAt } from '#kernel/instants.ts'

/** Tells the moment; tests and the demo move it. */
export type Clock = () => Date

// Made once: a formatter costs more than all it formats in a request.
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The calendar day of a moment in Asia/Shanghai. */
export const dayIn = (now: Date) => DAY.format(now) as Day

/** '2026-11-23 17:00' in Asia/Shanghai. */
export const minuteIn = (now: Date) => minuteAt(now.getTime())
