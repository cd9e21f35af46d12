import { minuteWords } from '#kernel/instants.ts'

/** The value of a field of date and time, and back to an instant. */
export const fieldOf = (iso: string | null): string => (iso === null ? '' : minuteWords(iso).replace(' ', 'T'))
export const instantOf = (field: string): string | null => (field === '' ? null : `${field.slice(0, 16)}:00+08:00`)
/** For the name of a pasted screenshot: 20261123-170005 */
export const stamp = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
