/** A date is 'YYYY-MM-DD' text; today is always passed in, the domain never reads the clock. */
export type Day = string & { readonly __day: unique symbol }

const toUtc = (day: Day) => Date.parse(`${day}T00:00:00Z`)
const fromUtc = (ms: number) => new Date(ms).toISOString().slice(0, 10) as Day
const addDays = (day: Day, days: number): Day => fromUtc(toUtc(day) + days * 86_400_000)

/** The yearly notice of days off and make-up working days: every exception to the weekend. */
export type Calendar = { readonly off: ReadonlySet<string>; readonly on: ReadonlySet<string> }

function isWorkday(day: Day, calendar: Calendar): boolean {
  if (calendar.on.has(day)) return true
  if (calendar.off.has(day)) return false
  const weekday = new Date(toUtc(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

export function addWorkdays(from: Day, count: number, calendar: Calendar): Day {
  let day = from
  for (let left = count; left > 0;) {
    day = addDays(day, 1)
    if (isWorkday(day, calendar)) left -= 1
  }
  return day
}
