import { type Day, dayFrom, dayOf, yearOf } from '#kernel/days.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'

export type HolidayKind = 'off' | 'on'
export type Holiday = { readonly day: Day; readonly name: string; readonly kind: HolidayKind }
/** What a pasted text was understood as: the year with its days, and every line that was not. */
export type HolidayText = {
  readonly year: number | undefined
  readonly days: readonly Holiday[]
  /** Days of another year than `year`, which are not loaded with it. */
  readonly outside: readonly Holiday[]
  readonly issues: readonly { readonly line: number; readonly message: string }[]
}

const OFF = /放假|休息|^休$|假日/u
const ON = /上班|补班|调班|工作日|^班$/u

/**
 * Reads a year's notice from text: the JSON {year, days: [{name, date, isOffDay}]} that is passed around, or lines of 日期 and 放假 or 上班
 * with an optional name of the holiday, as they are copied from a sheet (rules.md R-33).
 */
export function readHolidays(text: string): HolidayText {
  const trimmed = text.trim()
  const read = trimmed.startsWith('{') || trimmed.startsWith('[') ? fromJson(trimmed) : fromLines(trimmed)
  const year = read.year ?? commonestYear(read.days)
  const inYear = ({ day }: Holiday) => day.startsWith(`${year}-`)
  const sorted = read.days.toSorted((a, b) => a.day.localeCompare(b.day))
  const twice = sorted.filter(({ day }, i) => sorted[i - 1]?.day === day)
  return {
    year,
    days: sorted.filter((each) => inYear(each) && !twice.includes(each)),
    outside: sorted.filter((each) => !inYear(each)),
    issues: [...read.issues, ...twice.map(({ day }) => ({ line: 0, message: `${day} 出现两次，只取第一次` }))],
  }
}

type Read = { year: number | undefined; days: Holiday[]; issues: { line: number; message: string }[] }

const failed = (message: string): Read => ({ year: undefined, days: [], issues: [{ line: 0, message }] })

function fromJson(text: string): Read {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return failed('内容以括号开头，但不是完整的 JSON，请检查是否复制完整')
  }
  const { year, days } = Array.isArray(data) ? { year: undefined, days: data } : (data as { year?: unknown; days?: unknown })
  if (!Array.isArray(days)) return failed('JSON 中没有 days 列表')
  const read: Read = { year: typeof year === 'number' ? year : undefined, days: [], issues: [] }
  for (const [i, entry] of days.entries()) {
    const holiday = fromEntry(entry)
    if (holiday) read.days.push(holiday)
    else read.issues.push({ line: i + 1, message: `第 ${i + 1} 天看不懂：${JSON.stringify(entry).slice(0, 60)}` })
  }
  return read
}

function fromEntry(entry: unknown): Holiday | undefined {
  const { name, date, isOffDay } = (entry ?? {}) as { name?: unknown; date?: unknown; isOffDay?: unknown }
  const day = typeof date === 'string' ? dayOf(date) : undefined
  if (!day || typeof isOffDay !== 'boolean') return undefined
  return { day, name: nameOr(typeof name === 'string' ? name : ''), kind: isOffDay ? 'off' : 'on' }
}

const nameOr = (name: string) => name.trim() || '节假日'

const DATE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?$/u

function fromLines(text: string): Read {
  const read: Read = { year: undefined, days: [], issues: [] }
  for (const [i, line] of text.split(/\r?\n/u).entries()) {
    const cells = line
      .trim()
      .split(/[\t,，;；]+|\s+/u)
      .filter(Boolean)
    if (cells.length === 0) continue
    const holiday = fromCells(cells)
    if (holiday) read.days.push(holiday)
    else if (!(i === 0 && /日期/u.test(line)))
      read.issues.push({ line: i + 1, message: `第 ${i + 1} 行看不懂：${line.trim().slice(0, 40)}` })
  }
  return read
}

function fromCells(cells: readonly string[]): Holiday | undefined {
  const [, year, month, date] = DATE.exec(cells[0] ?? '') ?? []
  const day = dayFrom(Number(year), Number(month), Number(date))
  const rest = cells.slice(1)
  const isOn = rest.some((cell) => ON.test(cell))
  if (!day || (!isOn && !rest.some((cell) => OFF.test(cell)))) return undefined
  const name = rest.find((cell) => !ON.test(cell) && !OFF.test(cell) && !/^(星期|周).$/u.test(cell))
  return { day, name: nameOr(name ?? ''), kind: isOn ? 'on' : 'off' }
}

function commonestYear(days: readonly Holiday[]): number | undefined {
  const groups = [...Map.groupBy(days, ({ day }) => Number(day.slice(0, 4)))]
  return groups.toSorted((a, b) => b[1].length - a[1].length)[0]?.[0]
}

/** Whether days make up one year's notice: all of that year, none twice. */
export function checkYear(year: number, days: readonly Holiday[]): Decision<readonly Holiday[]> {
  if (days.some(({ day }) => yearOf(day) !== year)) return refuse('holiday.mixed-years')
  const seen = new Set<string>()
  for (const { day } of days) {
    if (seen.has(day)) return refuse('holiday.twice', { day })
    seen.add(day)
  }
  return accept(days)
}
