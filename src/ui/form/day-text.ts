import { type Day, addDays, addMonths, dayFrom, endOfMonth, weekdayOf, yearOf } from '#kernel/days.ts'

const WHOLE = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/u
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/u
const SHORT = /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/u

/** The day that typed words mean: 2026-11-23, 2026.11.23, 20261123, 2026年11月23日; 11月23日 and 11.23 in today's year. */
export function dayFromText(text: string, today: Day): Day | undefined {
  const plain = text.normalize('NFKC').trim()
  const [, year, month, date] = WHOLE.exec(plain) ?? DIGITS.exec(plain) ?? []
  if (year !== undefined) return dayFrom(Number(year), Number(month), Number(date))
  const [, shortMonth, shortDate] = SHORT.exec(plain) ?? []
  return shortMonth === undefined ? undefined : dayFrom(yearOf(today), Number(shortMonth), Number(shortDate))
}

/** The day in Asia/Shanghai, whatever this computer's zone is. */
export const shanghaiToday = (now = new Date()): Day =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(now) as Day

/** The weeks of a month, from Monday to Sunday, filled up with days of its neighbours. */
export function weeksOf(day: Day): Day[][] {
  const last = endOfMonth(day)
  const first = `${day.slice(0, 8)}01` as Day
  const begin = addDays(first, -mondayIndex(first))
  const count = Math.ceil((mondayIndex(first) + Number(last.slice(8))) / 7)
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (__, i) => addDays(begin, 7 * week + i)))
}

const mondayIndex = (day: Day) => (weekdayOf(day) + 6) % 7

/** Where a key leads from a day in the calendar; undefined: the key means nothing there. */
export function dayByKey(day: Day, key: string): Day | undefined {
  const steps: Readonly<Record<string, () => Day>> = {
    ArrowLeft: () => addDays(day, -1),
    ArrowRight: () => addDays(day, 1),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    Home: () => addDays(day, -mondayIndex(day)),
    End: () => addDays(day, 6 - mondayIndex(day)),
    PageUp: () => addMonths(day, -1),
    PageDown: () => addMonths(day, 1),
  }
  return steps[key]?.()
}

type Limits = { readonly min?: Day | undefined; readonly max?: Day | undefined }

export const isWithin = (day: Day, { min, max }: Limits): boolean => (min === undefined || day >= min) && (max === undefined || day <= max)

/** What is wrong with what is typed, in words. */
export function wrongDay(text: string, today: Day, { min, max }: Limits): string | undefined {
  if (text.trim() === '') return undefined
  const day = dayFromText(text, today)
  if (day === undefined) return '请填写日期，例如 2026-11-23 或 11月23日'
  if (min !== undefined && day < min) return `不能早于 ${min}`
  return max !== undefined && day > max ? `不能晚于 ${max}` : undefined
}
