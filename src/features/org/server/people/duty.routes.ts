import { addDays } from '#kernel/days.ts'
import { OK } from '#kernel/endpoint.ts'
import { DutyId } from '#kernel/rooms/org.ts'
import { eventOrThrow } from '#platform/commit.ts'
import type { App } from '#platform/app.ts'
import { onWrite } from '#platform/http.ts'
import { addDutyEndpoint, endDutyEndpoint } from '../../org.contract.ts'
import { stopDuty } from '../../domain/duties.ts'
import { changeAccount } from '../activations/change-account.ts'
import { keepAdmins, lockAdmins, refuseNotInCharge } from '../locks.queries.ts'
import { endDuty, lockDuty, lockPresent } from './people.queries.ts'

export function dutyRoutes(app: App) {
  onWrite(app, addDutyEndpoint, ({ commit, actor, now, today }, { person }, { unitId, role, from, to }) =>
    commit(async (tx) => {
      await lockPresent(tx, person) // nobody of that id is not found, whoever is in charge of roles
      await refuseNotInCharge(tx, actor, person, today)
      const term = { role, unitId, from, to }
      const { events, id, waits } = await changeAccount(tx, { actor, now, today }, person, { kind: 'duty', term })
      return { events, result: { id: waits ? null : DutyId.parse(id), waits } }
    }),
  )

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
