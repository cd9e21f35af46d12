const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

/** 2026-11-23 10:00 */
export const momentWords = (iso: string): string => CLOCK.format(new Date(iso))

/** A moment as a field for date and time holds it: 2026-11-23T10:00, in Asia/Shanghai wherever the telephone thinks it is. */
export const inField = (moment: Date): string => CLOCK.format(moment).replace(' ', 'T')

/** The moment a field holds, with its offset; undefined while it is not whole. */
export const outOfField = (text: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u.test(text) ? `${text}:00+08:00` : undefined
