import type { Day } from '#kernel/days.ts'
import { OK } from '#kernel/endpoint.ts'
import { eventOrThrow } from '#platform/commit.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import { checkYear } from '../../domain/holidays.ts'
import { getHolidayYearEndpoint, listHolidayYearsEndpoint, loadHolidayYearEndpoint } from '../../place.contract.ts'
import { loadYear, refuseOtherYear } from './holiday.queries.ts'
import { holidayYearView, holidayYearsView } from './holiday.views.ts'
import { lockPlace } from '../locks.queries.ts'

/** Last days counted in working days depend on the calendar: rooms to the right answer to the event. */
export function holidayRoutes(app: App) {
  onRead(app, listHolidayYearsEndpoint, ({ db, today }) => holidayYearsView(db, today))
  onRead(app, getHolidayYearEndpoint, ({ db }, { year }) => holidayYearView(db, year))

  onWrite(app, loadHolidayYearEndpoint, ({ commit, expectedVersion }, { year }, { source, days }) =>
    commit(async (tx) => {
      const subject = await lockPlace(tx)
      await refuseOtherYear(tx, year, expectedVersion)
      const checked = eventOrThrow(
        checkYear(
          year,
          days.map((each) => ({ ...each, day: each.day as Day })),
        ),
      )
      await loadYear(tx, year, source, checked)
      const rows = [['holiday_year', String(year)] as const, ['holiday', String(year)] as const]
      return { events: [{ act: 'org.load-holidays', subject, rows }], result: OK }
    }),
  )
}
