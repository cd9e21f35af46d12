import type { Act } from '#kernel/rooms.ts'
import { randomUUID } from 'node:crypto'
import { OK } from '#kernel/endpoint.ts'
import { InspectionId, SourceId } from '#kernel/rooms/org.ts'
import type { ChangedRow } from '#platform/commit.ts'
import { asReadDb } from '#platform/db.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import {
  addInspectionEndpoint,
  addSourceEndpoint,
  listInspectionsEndpoint,
  saveInspectionEndpoint,
  saveSourceEndpoint,
} from '../../place.contract.ts'
import type { RecomputeDues } from '../place-hooks.ts'
import { loadSettingsOfSources } from '../settings/settings.queries.ts'
import { addInspection, addSources, refuseTaken, refuseUnknownInspection, saveInspection, saveSource } from './inspection.queries.ts'
import { inspectionsView } from './inspection.views.ts'
import { lockPlace, lockSeen } from '../locks.queries.ts'

const receipt = (act: Act, [table, id]: ChangedRow) => ({ act, subject: id, rows: [[table, id] as const] })

/** An inspection's day of entry, and which inspection and class a source belongs to, decide last days and missing slots: computed anew. */
export function inspectionRoutes(app: App, recomputeDues: RecomputeDues) {
  onRead(app, listInspectionsEndpoint, ({ db }) => inspectionsView(db))

  onWrite(app, addInspectionEndpoint, async ({ commit }, _, input) => {
    const id = InspectionId.parse(randomUUID())
    await commit(async (tx) => {
      await lockPlace(tx)
      await refuseTaken(tx, 'inspection', input.name, null)
      await addInspection(tx, id, input)
      return { events: [receipt('org.add-inspection', ['inspection', id])], result: undefined }
    })
    return { id }
  })

  onWrite(app, saveInspectionEndpoint, async ({ commit, expectedVersion, today }, { inspection }, input) => {
    await commit(async (tx) => {
      await lockPlace(tx)
      await lockSeen(tx, 'inspection', inspection, expectedVersion)
      await refuseTaken(tx, 'inspection', input.name, inspection)
      await saveInspection(tx, inspection, input)
      const due = await recomputeDues(tx, today)
      return { events: [receipt('org.save-inspection', ['inspection', inspection]), ...due], result: undefined }
    })
    return OK
  })

  onWrite(app, addSourceEndpoint, async ({ commit }, _, input) => {
    const id = SourceId.parse(randomUUID())
    await commit(async (tx) => {
      await lockPlace(tx)
      await refuseTaken(tx, 'source', input.name, null)
      await refuseUnknownInspection(tx, input.inspectionId)
      await addSources(tx, [{ ...input, id }])
      return { events: [receipt('org.add-source', ['source', id])], result: undefined }
    })
    return { id }
  })

  onWrite(app, saveSourceEndpoint, async ({ commit, expectedVersion, today }, { source }, input) => {
    await commit(async (tx) => {
      await lockPlace(tx)
      await lockSeen(tx, 'source', source, expectedVersion)
      await refuseTaken(tx, 'source', input.name, source)
      await refuseUnknownInspection(tx, input.inspectionId)
      const before = await loadSettingsOfSources(asReadDb(tx))
      await saveSource(tx, source, input)
      const due = await recomputeDues(tx, today, before)
      return { events: [receipt('org.save-source', ['source', source]), ...due], result: undefined }
    })
    return OK
  })
}
