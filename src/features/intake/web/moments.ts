const MINUTE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})

/** 2026-11-23 17:00 */
export const minuteWords = (iso: string): string => MINUTE.format(new Date(iso))
/** 17:00:05 */
export const clockWords = (ms: number): string => CLOCK.format(ms)
