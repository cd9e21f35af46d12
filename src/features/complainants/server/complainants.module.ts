import { randomUUID } from 'node:crypto'
import { type App, type RoomModule } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { readSealedEndpoint, sealedEndpoint } from '../complainants.contract.ts'
import { addReading, readersOn, readingsOf, refuseTooMany } from './readings.queries.ts'
import { countsOf, openCells } from './sealed.queries.ts'

function routes(app: App): void {
  onRead(app, sealedEndpoint, async ({ db, today }, { matterId }) => {
    const counts = await countsOf(db, matterId)
    if (counts.length === 0) return { counts: [], readers: [], readings: [] }
    return { counts, readers: await readersOn(db, today), readings: await readingsOf(db, matterId) }
  })

  // what is read stands in the reply alone; the event is about the reading, so that no timeline of the matter shows that there is one
  onWrite(app, readSealedEndpoint, ({ actor, now, commit, reply }, { matterId }, { reason }) =>
    commit(async (tx) => {
      await refuseTooMany(tx, actor.id, now)
      const cells = await openCells(tx, app.secretBox, matterId)
      if (cells.length === 0) throw new RefusalError({ code: 'complainant.none' })
      const id = randomUUID()
      await addReading(tx, { id, matterId, personId: actor.id, cells: cells.length, now })
      reply.header('cache-control', 'no-store')
      return { events: [{ act: 'complainant.read', subject: id, reason, rows: [['complainant_reading', id]] }], result: { cells } }
    }),
  )
}

/** What is known of complainants: that it is sealed, and reading it. */
export const complainantsModule: RoomModule = { routes }
