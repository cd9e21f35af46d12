import { z } from 'zod'

/** A date is 'YYYY-MM-DD' text of a day that exists; today is always passed in, the domain never reads the clock. */
export const Day = z.iso.date().brand<'Day'>()
export type Day = z.output<typeof Day>
/** A day of a form, with its own words where it is missing. */
export const dayField = (missing: string) => z.iso.date(missing).brand<'Day'>()

/**
 * The yearly notice of days off and make-up working days: every exception to the weekend, and the years it is known for.
 * A year outside `years` is counted by the weekend rule alone and must be named to the reader (rules.md R-33).
 */
export type Calendar = { readonly off: ReadonlySet<string>; readonly on: ReadonlySet<string>; readonly years: ReadonlySet<number> }

const DAY_MS = 86_400_000
const toUtc = (day: Day) => Date.parse(`${day}T00:00:00Z`)
const fromUtc = (ms: number) => new Date(ms).toISOString().slice(0, 10) as Day
const pad = (n: number, width: number) => String(n).padStart(width, '0')

/** The day a text names in the form 'YYYY-MM-DD'; undefined where no such day exists (2023-02-29) or the form differs. */
export function dayOf(text: string): Day | undefined {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/u.test(text)) return undefined
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(ms) || fromUtc(ms) !== text ? undefined : (text as Day)
}

/** The day of three numbers (month from 1); undefined where no such day exists. */
export const dayFrom = (year: number, month: number, date: number): Day | undefined =>
  dayOf(`${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`)

export const addDays = (day: Day, days: number): Day => fromUtc(toUtc(day) + days * DAY_MS)

/** Whole days from one day to another; negative where `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toUtc(to) - toUtc(from)) / DAY_MS)

export const yearOf = (day: Day): number => Number(day.slice(0, 4))
export const monthOf = (day: Day): number => Number(day.slice(5, 7))

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: Day): number => new Date(toUtc(day)).getUTCDay()

export const endOfMonth = (day: Day): Day => fromUtc(Date.UTC(yearOf(day), monthOf(day), 0))

/** The same date so many months on, or the last day of that month where it is shorter (31 January + 1 month = 28 February). */
export function addMonths(day: Day, months: number): Day {
  const first = fromUtc(Date.UTC(yearOf(day), monthOf(day) - 1 + months, 1))
  const last = endOfMonth(first)
  return addDays(first, Math.min(Number(day.slice(8)), Number(last.slice(8))) - 1)
}

/** A make-up Saturday is a working day and a holiday Monday is not; a year not in the calendar goes by the weekend alone. */
function isWorkday(day: Day, calendar: Calendar): boolean {
  if (calendar.on.has(day)) return true
  if (calendar.off.has(day)) return false
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}

function unknownYears(from: Day, to: Day, calendar: Calendar): number[] {
  const years: number[] = []
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.years.has(year)) years.push(year)
  return years
}

/**
 * The day on which the count-th working day after `from` falls (the first day is not counted).
 * `unknownYears` names the years walked through whose holidays are not known: the day is then provisional.
 */
export function addWorkdays(from: Day, count: number, calendar: Calendar): { day: Day; unknownYears: number[] } {
  let day = from
  for (let left = count; left > 0;) {
    day = addDays(day, 1)
    if (isWorkday(day, calendar)) left -= 1
  }
  return { day, unknownYears: count > 0 ? unknownYears(addDays(from, 1), day, calendar) : [] }
}

/**
 * Working days after `from` up to and including `to`; 0 where `to` is not later. Unknown years are named as in addWorkdays.
 * Whole weeks are multiplied and exceptions counted, not walked: a list shows this for every line.
 */
export function workdaysBetween(from: Day, to: Day, calendar: Calendar): { count: number; unknownYears: number[] } {
  if (to <= from) return { count: 0, unknownYears: [] }
  const within = (day: string): day is Day => day > from && day <= to
  const off = [...calendar.off].filter((day) => within(day) && !calendar.on.has(day) && !isWeekend(day)).length
  const on = [...calendar.on].filter((day) => within(day) && isWeekend(day)).length
  return { count: weekdaysBetween(from, to) - off + on, unknownYears: unknownYears(addDays(from, 1), to, calendar) }
}

const isWeekend = (day: Day) => weekdayOf(day) === 0 || weekdayOf(day) === 6

/** Mondays to Fridays after `from` up to and including `to`. */
function weekdaysBetween(from: Day, to: Day): number {
  const days = daysBetween(from, to)
  const rest = Array.from({ length: days % 7 }, (_, i) => (weekdayOf(from) + i + 1) % 7).filter((weekday) => weekday !== 0 && weekday !== 6)
  return Math.floor(days / 7) * 5 + rest.length
}
