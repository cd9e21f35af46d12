import { minuteWords } from '#kernel/instants.ts'

/** A moment as a field for date and time holds it: 2026-11-23T10:00, in Asia/Shanghai wherever the telephone thinks it is. */
export const inField = (moment: Date): string => minuteWords(moment.toISOString()).replace(' ', 'T')

/** The moment a field holds, with its offset; undefined while it is not whole. */
export const outOfField = (text: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u.test(text) ? `${text}:00+08:00` : undefined
