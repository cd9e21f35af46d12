import type { Act } from '#kernel/rooms.ts'
import { randomUUID } from 'node:crypto'
import { type Day, addDays } from '#kernel/days.ts'
import { OK } from '#kernel/endpoint.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import type { WriteTx } from '#platform/db.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { addPersonEndpoint, endPersonEndpoint, getPersonEndpoint, listPeopleEndpoint, savePersonEndpoint } from '../../org.contract.ts'
import { keepAdmins, lockAdmins, lockExpected, refuseAdmin } from '../locks.queries.ts'
import { addPeople } from '../org.queries.ts'
import { endDutiesOf, endPerson, lockPresent, refuseTakenPerson, savePerson } from './people.queries.ts'
import { peopleView, personView } from './people.views.ts'
import { endSessionsOf } from '../accounts/session-life.queries.ts'
import { refuseEndedUnit } from '../units/unit.queries.ts'

const receipt = (act: Act, id: string, duties: readonly string[] = []) => ({
  events: [{ act, subject: id, rows: [['person', id] as const, ...duties.map((duty) => ['duty', duty] as const)] }],
  result: OK,
})

export function peopleRoutes(app: App) {
  onRead(app, listPeopleEndpoint, ({ db, actor, today }, _, wanted) => peopleView(db, actor, today, wanted))
  onRead(app, getPersonEndpoint, ({ db, actor, today }, { person }) => personView(db, actor, today, person))

  onWrite(app, addPersonEndpoint, async ({ commit }, _, input) => {
    const id = PersonId.parse(randomUUID())
    return commit(async (tx) => {
      await refuseEndedUnit(tx, input.unitId)
      await refuseTakenPerson(tx, input, null)
      await addPeople(tx, [{ ...input, id }])
      return { ...receipt('org.add-person', id), result: { id } }
    })
  })

  onWrite(app, savePersonEndpoint, ({ commit, actor, today, expectedVersion }, { person }, input) =>
    commit(async (tx) => {
      await lockExpected(tx, 'person', person, expectedVersion)
      await refuseAdmin(tx, actor, person, today)
      await refuseEndedUnit(tx, input.unitId)
      await refuseTakenPerson(tx, input, person)
      await savePerson(tx, person, input)
      return receipt('org.save-person', person)
    }),
  )

  onWrite(app, endPersonEndpoint, ({ commit, actor, expectedVersion, today, now }, { person }, { from }) =>
    commit(async (tx) => {
      const before = await lockAdmins(tx, today)
      await lockExpected(tx, 'person', person, expectedVersion)
      await refuseAdmin(tx, actor, person, today)
      const done = from === null ? await bringBack(tx, person) : await end(tx, person, from, { today, now })
      await keepAdmins(tx, today, before)
      return done
    }),
  )
}

async function end(tx: WriteTx, person: string, from: Day, { today, now }: { readonly today: Day; readonly now: Date }) {
  const lastDay = addDays(from, -1)
  await endPerson(tx, person, lastDay)
  const duties = await endDutiesOf(tx, person, lastDay)
  if (lastDay < today) await endSessionsOf(tx, person, { why: 'account', now })
  return receipt('org.end-person', person, duties)
}

async function bringBack(tx: WriteTx, person: string) {
  await endPerson(tx, person, null)
  const { unitId, name } = await lockPresent(tx, person)
  await refuseEndedUnit(tx, unitId)
  await refuseTakenPerson(tx, { name, unitId, post: null, phone: null }, person)
  return receipt('org.bring-back-person', person)
}
