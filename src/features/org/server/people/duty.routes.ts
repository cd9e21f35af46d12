import { randomUUID } from 'node:crypto'
import { type Day, addDays } from '#kernel/days.ts'
import { OK } from '#kernel/endpoint.ts'
import { DutyId } from '#kernel/rooms/org.ts'
import { eventOrThrow } from '#platform/commit.ts'
import { type App, onWrite } from '#platform/http.ts'
import { addDutyEndpoint, endDutyEndpoint } from '../../org.contract.ts'
import { beginDuty, stopDuty } from '../../domain/duties.ts'
import { keepAnAdmin, lockAdmins } from '../locks.queries.ts'
import { addDuty, endDuty, lockDuty, lockPresent, termsOf } from './people.queries.ts'
import { refuseEndedUnit } from '../units/unit.queries.ts'

export function dutyRoutes(app: App) {
  onWrite(app, addDutyEndpoint, async ({ commit }, { person }, { unitId, role, from, to }) => {
    const id = DutyId.parse(randomUUID())
    return commit(async (tx) => {
      await lockPresent(tx, person)
      await refuseEndedUnit(tx, unitId)
      const next = { role, unitId, from: from as Day, to: to as Day | null }
      const term = eventOrThrow(beginDuty(await termsOf(tx, person), next))
      await addDuty(tx, { ...term, id, personId: person })
      return { events: [{ act: 'org.begin-duty', subject: person, rows: [['duty', id]] }], result: { id } }
    })
  })

  onWrite(app, endDutyEndpoint, ({ commit, today }, { duty }, { from }) =>
    commit(async (tx) => {
      await lockAdmins(tx)
      const { personId, ...term } = await lockDuty(tx, duty)
      const lastDay = eventOrThrow(stopDuty(term, addDays(from as Day, -1), today))
      await endDuty(tx, duty, term.from, lastDay)
      await keepAnAdmin(tx, today)
      return { events: [{ act: 'org.end-duty', subject: personId, rows: [['duty', duty]] }], result: OK }
    }),
  )
}
