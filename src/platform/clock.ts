import type { Day } from '#kernel/days.ts'

/** Tells the moment; tests and the demo move it. */
export type Clock = () => Date

// Made once: a formatter costs more than all it formats in a request.
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
const MINUTE = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** The calendar day of a moment in Asia/Shanghai. */
export const dayIn = (now: Date) => DAY.format(now) as Day

/** '2026-11-23 17:00' in Asia/Shanghai. */
export const minuteIn = (now: Date) => MINUTE.format(now)
