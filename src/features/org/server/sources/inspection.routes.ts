import type { Act } from '#kernel/rooms.ts'
import { randomUUID } from 'node:crypto'
import { OK } from '#kernel/endpoint.ts'
import { InspectionId, SourceId } from '#kernel/rooms/org.ts'
import type { ChangedRow } from '#platform/commit.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import {
  addInspectionEndpoint,
  addSourceEndpoint,
  listInspectionsEndpoint,
  saveInspectionEndpoint,
  saveSourceEndpoint,
} from '../../place.contract.ts'
import { addInspection, addSources, refuseTaken, refuseUnknownInspection, saveInspection, saveSource } from './inspection.queries.ts'
import { inspectionsView } from './inspection.views.ts'
import { lockPlace, lockSeen } from '../locks.queries.ts'

const receipt = (act: Act, [table, id]: ChangedRow) => ({ act, subject: id, rows: [[table, id] as const] })

/** An inspection's day of entry, and which inspection a source belongs to, decide last days of problems: rooms to the right answer to the events. */
export function inspectionRoutes(app: App) {
  onRead(app, listInspectionsEndpoint, ({ db }) => inspectionsView(db))

  onWrite(app, addInspectionEndpoint, async ({ commit }, _, input) => {
    const id = InspectionId.parse(randomUUID())
    return commit(async (tx) => {
      await lockPlace(tx)
      await refuseTaken(tx, 'inspection', input.name, null)
      await addInspection(tx, id, input)
      return { events: [receipt('org.add-inspection', ['inspection', id])], result: { id } }
    })
  })

  onWrite(app, saveInspectionEndpoint, ({ commit, expectedVersion }, { inspection }, input) =>
    commit(async (tx) => {
      await lockPlace(tx)
      await lockSeen(tx, 'inspection', inspection, expectedVersion)
      await refuseTaken(tx, 'inspection', input.name, inspection)
      await saveInspection(tx, inspection, input)
      return { events: [receipt('org.save-inspection', ['inspection', inspection])], result: OK }
    }),
  )

  onWrite(app, addSourceEndpoint, async ({ commit }, _, input) => {
    const id = SourceId.parse(randomUUID())
    return commit(async (tx) => {
      await lockPlace(tx)
      await refuseTaken(tx, 'source', input.name, null)
      await refuseUnknownInspection(tx, input.inspectionId)
      await addSources(tx, [{ ...input, id }])
      return { events: [receipt('org.add-source', ['source', id])], result: { id } }
    })
  })

  onWrite(app, saveSourceEndpoint, ({ commit, expectedVersion }, { source }, input) =>
    commit(async (tx) => {
      await lockPlace(tx)
      await lockSeen(tx, 'source', source, expectedVersion)
      await refuseTaken(tx, 'source', input.name, source)
      await refuseUnknownInspection(tx, input.inspectionId)
      await saveSource(tx, source, input)
      return { events: [receipt('org.save-source', ['source', source])], result: OK }
    }),
  )
}
