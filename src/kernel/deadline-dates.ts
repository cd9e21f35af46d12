import { type Day, addDays, addMonths, dayFrom, endOfMonth, monthOf, yearOf } from './days.ts'

/** A stretch of days that a phrase names; `exact`: 前 after it has one reading (a day or an end, not a whole month). */
export type Span = { readonly first: Day; readonly last: Day; readonly exact: boolean }
/** Where a date stands in the text, and what its words are. */
export type DateWords = {
  readonly start: number
  readonly end: number
  readonly words: Readonly<Record<string, string | undefined>>
}

const YEAR = '(?:(?<year>\\d{4})年度?|(?<relative>今|本|明|去)年度?)?'
const MONTH = '(?<month>\\d{1,2})月份?(?:(?<day>\\d{1,2})[日号]|(?<third>[上中下])旬|(?<monthEnd>底|末|内))?'
const QUARTER = '第?(?<quarter>[1-4])季度(?<quarterEnd>底|末|内)?'
const HALF = '(?<half>[上下])半年(?<halfEnd>底|末|内)?'
const YEAR_END = '(?:(?<=年度?)|(?<![\\d半个两几多当次每同翌数近全])年)(?<yearEnd>底|末|终|内)|(?<=年)年(?<yearEndTwice>底|末|终)'
const THIS_MONTH = '(?<![\\d个当次每下上])本?月(?<thisMonthEnd>底|末|内)'
const DATE = new RegExp(`(?<!\\d)${YEAR}(?:${MONTH}|${QUARTER}|${HALF}|${YEAR_END}|${THIS_MONTH})?`, 'gu')

/** Every date in a canonical phrase, in order. */
export function findDates(text: string): DateWords[] {
  return [...text.matchAll(DATE)]
    .filter((m) => /[\d年月季]/u.test(m[0])) // an end or nothing by itself is no date
    .map((m) => ({ start: m.index, end: m.index + m[0].length, words: m.groups ?? {} }))
}

const RELATIVE: Readonly<Record<string, number>> = { 今: 0, 本: 0, 明: 1, 去: -1 }

/** The year the words name, or undefined where they name none. */
export function yearIn({ words }: DateWords, on: Day): number | undefined {
  if (words['year'] !== undefined) return Number(words['year'])
  return words['relative'] === undefined ? undefined : yearOf(on) + (RELATIVE[words['relative']] ?? 0)
}

const months = (year: number, from: number, to: number, exact: boolean): Span | undefined => {
  const first = dayFrom(year, from, 1)
  const last = dayFrom(year, to, 1)
  return first && last && { first: exact ? endOfMonth(last) : first, last: endOfMonth(last), exact }
}

const single = (day: Day | undefined): Span | undefined => day && { first: day, last: day, exact: true }
const isEnd = (word: string | undefined) => word !== undefined && word !== '内'

const THIRDS: Readonly<Record<string, readonly [number, number]>> = { 上: [1, 10], 中: [11, 20] }
function thirdOf(year: number, month: number, third: string): Span | undefined {
  const start = dayFrom(year, month, 1)
  if (!start) return undefined
  const [from, to] = THIRDS[third] ?? [21, Number(endOfMonth(start).slice(8))]
  return { first: addDays(start, from - 1), last: addDays(start, to - 1), exact: false }
}

function monthSpan(year: number, words: DateWords['words']): Span | undefined {
  const month = Number(words['month'])
  if (words['day'] !== undefined) return single(dayFrom(year, month, Number(words['day'])))
  if (words['third'] !== undefined) return thirdOf(year, month, words['third'])
  return months(year, month, month, isEnd(words['monthEnd']))
}

function thisMonthSpan(on: Day, end: string): Span | undefined {
  const first = addMonths(on, 0)
  return months(yearOf(first), monthOf(first), monthOf(first), isEnd(end))
}

const SENSIBLE = { from: 1990, to: 2099 }

/** The days the words name, a missing year being `year`; undefined where no such day exists or the year is no deadline's. */
export function spanOf(date: DateWords, year: number, on: Day): Span | undefined {
  const { words } = date
  const y = yearIn(date, on) ?? year
  if (y < SENSIBLE.from || y > SENSIBLE.to) return undefined
  if (words['month'] !== undefined) return monthSpan(y, words)
  if (words['thisMonthEnd'] !== undefined) return yearIn(date, on) === undefined ? thisMonthSpan(on, words['thisMonthEnd']) : undefined
  return partOfYear(y, words)
}

function partOfYear(year: number, words: DateWords['words']): Span | undefined {
  if (words['quarter'] !== undefined) {
    const last = Number(words['quarter']) * 3
    return months(year, last - 2, last, isEnd(words['quarterEnd']))
  }
  if (words['half'] !== undefined)
    return words['half'] === '上' ? months(year, 1, 6, isEnd(words['halfEnd'])) : months(year, 7, 12, isEnd(words['halfEnd']))
  return months(year, 1, 12, isEnd(words['yearEnd'] ?? words['yearEndTwice']))
}
