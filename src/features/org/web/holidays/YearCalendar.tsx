import { addDays, dayFrom, endOfMonth, weekdayOf } from '#kernel/days.ts'
import type { HolidayDay } from '../../place.contract.ts'
import kinds from './day-kinds.module.css'
import styles from './YearCalendar.module.css'

type Props = { readonly year: number; readonly days: readonly HolidayDay[]; readonly today: string }
type Cell = { readonly day: string; readonly date: number; readonly weekday: number } | null

const WEEK = ['一', '二', '三', '四', '五', '六', '日']
const WORDS = { off: '休', on: '班' } as const

/** The weeks of a month from Monday on, null where the week reaches into another month. */
function cellsOf(year: number, month: number): Cell[] {
  const first = dayFrom(year, month, 1)
  if (!first) return []
  const count = Number(endOfMonth(first).slice(8))
  const lead: Cell[] = Array.from({ length: (weekdayOf(first) + 6) % 7 }, () => null)
  const dates = Array.from({ length: count }, (_, i) => {
    const day = addDays(first, i)
    return { day, date: i + 1, weekday: weekdayOf(day) }
  })
  return [...lead, ...dates]
}

/** A year at a glance: days off, made-up working days, weekends; each says its holiday's name. */
export function YearCalendar({ year, days, today }: Props) {
  const known = new Map(days.map((each) => [each.day, each]))
  return (
    <div className={styles['year']}>
      {Array.from({ length: 12 }, (_, i) => i + 1).map((month) => (
        <Month key={month} year={year} month={month} known={known} today={today} />
      ))}
    </div>
  )
}

type MonthProps = { readonly year: number; readonly month: number; readonly known: ReadonlyMap<string, HolidayDay>; readonly today: string }
const Month = ({ year, month, known, today }: MonthProps) => (
  <table className={styles['month']}>
    <caption>{month} 月</caption>
    <thead>
      <tr>
        {WEEK.map((word) => (
          <th key={word} scope="col">
            {word}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeksOf(cellsOf(year, month)).map((week, i) => (
        <tr key={week.find((cell) => cell)?.day ?? i}>
          {week.map((cell, j) => (
            <DayCell key={WEEK[j]} cell={cell} holiday={cell ? known.get(cell.day) : undefined} isToday={cell?.day === today} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const weeksOf = (cells: readonly Cell[]): Cell[][] =>
  Array.from({ length: 6 }, (_, i) => Array.from({ length: 7 }, (__, j) => cells[i * 7 + j] ?? null))

type DayProps = { readonly cell: Cell; readonly holiday: HolidayDay | undefined; readonly isToday: boolean }
function DayCell({ cell, holiday, isToday }: DayProps) {
  if (!cell) return <td />
  const isWeekend = cell.weekday === 0 || cell.weekday === 6
  const kind = holiday?.kind ?? (isWeekend ? 'weekend' : undefined)
  return (
    <td
      className={kind && kinds[kind]}
      data-today={isToday}
      title={holiday ? `${holiday.name}：${holiday.kind === 'off' ? '放假' : '补班'}` : undefined}
    >
      {cell.date}
      {holiday && <sup>{WORDS[holiday.kind]}</sup>}
    </td>
  )
}
