import type { Act } from '#kernel/rooms.ts'
import { randomUUID } from 'node:crypto'
import { type Day, addDays } from '#kernel/days.ts'
import { OK } from '#kernel/endpoint.ts'
import { UnitId } from '#kernel/rooms/org.ts'
import type { WriteTx } from '#platform/db.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import { addUnitEndpoint, endUnitEndpoint, listUnitsEndpoint, saveUnitEndpoint } from '../../org.contract.ts'
import { lockPlace, lockSeen } from '../locks.queries.ts'
import { addUnits } from '../org.queries.ts'
import { endUnit, refuseBadPlace, refuseBadReturn, refuseInUse, refuseTakenName, saveUnit } from './unit.queries.ts'
import { unitsView } from './unit.views.ts'

const receipt = (act: Act, id: string) => ({ events: [{ act, subject: id, rows: [['unit', id] as const] }], result: OK })

export function unitRoutes(app: App) {
  onRead(app, listUnitsEndpoint, ({ db }) => unitsView(db))

  onWrite(app, addUnitEndpoint, async ({ commit }, _, input) => {
    const id = UnitId.parse(randomUUID())
    return commit(async (tx) => {
      await refuseBadPlace(tx, await lockPlace(tx), null, input)
      await refuseTakenName(tx, input.name, null)
      await addUnits(tx, [{ ...input, id }])
      return { ...receipt('org.add-unit', id), result: { id } }
    })
  })

  onWrite(app, saveUnitEndpoint, ({ commit, expectedVersion }, { unit }, input) =>
    commit(async (tx) => {
      const root = await lockPlace(tx)
      await lockSeen(tx, 'unit', unit, expectedVersion)
      await refuseBadPlace(tx, root, unit, input)
      await refuseTakenName(tx, input.name, unit)
      await saveUnit(tx, unit, input)
      return receipt('org.save-unit', unit)
    }),
  )

  onWrite(app, endUnitEndpoint, ({ commit, expectedVersion }, { unit }, { from }) =>
    commit(async (tx) => {
      const root = await lockPlace(tx)
      await lockSeen(tx, 'unit', unit, expectedVersion)
      return from === null ? bringBack(tx, unit) : end(tx, unit, root, from as Day)
    }),
  )
}

async function end(tx: WriteTx, unit: string, root: string, from: Day) {
  await refuseInUse(tx, unit, root)
  await endUnit(tx, unit, addDays(from, -1))
  return receipt('org.end-unit', unit)
}

async function bringBack(tx: WriteTx, unit: string) {
  await refuseBadReturn(tx, unit)
  await endUnit(tx, unit, null)
  return receipt('org.bring-back-unit', unit)
}
