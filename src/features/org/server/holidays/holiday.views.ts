import { sql } from 'kysely'
import { type Day, yearOf } from '#kernel/days.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { HolidayDay } from '../../place.contract.ts'
import { yearVersion } from './holiday.queries.ts'

const AHEAD = 2

/** The years whose notice is loaded, and those between the first of them and two years from now whose notice is not. */
export async function holidayYearsView(db: ReadDb, today: Day) {
  const years = await queryRows(
    db,
    sql<{ year: number; source: string; off: number; on: number }>`
    select y.year, y.source, count(h.day) filter (where h.kind = 'off')::int as off, count(h.day) filter (where h.kind = 'on')::int as "on"
    from holiday_year y left join holiday h on h.year = y.year group by y.year, y.source order by y.year desc`,
  )
  const known = new Set(years.map(({ year }) => year))
  const first = Math.min(yearOf(today), ...known)
  const all = Array.from({ length: yearOf(today) + AHEAD - first + 1 }, (_, i) => first + i)
  return { years, unknown: all.filter((year) => !known.has(year)) }
}

export async function holidayYearView(db: ReadDb, year: number) {
  const days = await queryRows(db, sql<HolidayDay>`select day, name, kind from holiday where year = ${year} order by day`)
  const [known] = await queryRows(
    db,
    sql<{ source: string | null; version: number }>`
    select (select source from holiday_year where year = ${year}) as source, ${yearVersion(year)} as version`,
  )
  return { year, source: known?.source ?? null, days, version: known?.version ?? 0 }
}
