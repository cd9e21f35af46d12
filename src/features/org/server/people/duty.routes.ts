import { randomUUID } from 'node:crypto'
import { addDays } from '#kernel/days.ts'
import { OK } from '#kernel/endpoint.ts'
import { DutyId } from '#kernel/rooms/org.ts'
import { eventOrThrow } from '#platform/commit.ts'
import type { App } from '#platform/app.ts'
import { onWrite } from '#platform/http.ts'
import { addDutyEndpoint, endDutyEndpoint } from '../../org.contract.ts'
import { beginDuty, stopDuty } from '../../domain/duties.ts'
import { keepAdmins, lockAdmins, refuseNotInCharge } from '../locks.queries.ts'
import { addDuty, endDuty, lockDuty, lockPresent, termsOf } from './people.queries.ts'
import { refuseEndedUnit } from '../units/unit.queries.ts'

export function dutyRoutes(app: App) {
  onWrite(app, addDutyEndpoint, async ({ commit, actor, today }, { person }, { unitId, role, from, to }) => {
    const id = DutyId.parse(randomUUID())
    return commit(async (tx) => {
      await lockPresent(tx, person)
      await refuseNotInCharge(tx, actor, person, today)
      await refuseEndedUnit(tx, unitId)
      const next = { role, unitId, from, to }
      const term = eventOrThrow(beginDuty(await termsOf(tx, person), next))
      await addDuty(tx, { ...term, id, personId: person })
      return { events: [{ act: 'org.begin-duty', subject: person, rows: [['duty', id]] }], result: { id } }
    })
  })

  onWrite(app, endDutyEndpoint, ({ commit, actor, today }, { duty }, { from }) =>
    commit(async (tx) => {
      const before = await lockAdmins(tx, today)
      const { personId, ...term } = await lockDuty(tx, duty)
      await refuseNotInCharge(tx, actor, personId, today)
      const lastDay = eventOrThrow(stopDuty(term, addDays(from, -1), today))
      await endDuty(tx, duty, term.from, lastDay)
      await keepAdmins(tx, today, before)
      return { events: [{ act: 'org.end-duty', subject: personId, rows: [['duty', duty]] }], result: OK }
    }),
  )
}
