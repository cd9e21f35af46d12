/** Milliseconds of an instant as the contract writes it. */
export const msOf = (iso: string): number => Date.parse(iso)
/** The instant so many milliseconds after 1970 in UTC. No clock is read. */
export const instantAt = (ms: number): Date => new Date(ms)

const MINUTE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
/** 2026-11-23 17:00, in Asia/Shanghai wherever the reader is. */
export const minuteWords = (iso: string): string => minuteAt(msOf(iso))
/** The same of an instant so many milliseconds after 1970 in UTC. */
export const minuteAt = (ms: number): string => MINUTE.format(ms)
