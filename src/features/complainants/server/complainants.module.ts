import { randomUUID } from 'node:crypto'
import { reachOf } from '#kernel/access.ts'
import { OK } from '#kernel/endpoint.ts'
import { COMPLAINANT_WORDS } from '#kernel/rooms/complainants.ts'
import { type App, type RoomModule } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { readSealedEndpoint, sealedEndpoint, typedEndpoint } from '../complainants.contract.ts'
import { asReadDb } from '#platform/db.ts'
import { addReading, isWithin, readersOn, readingsOf, refuseTooMany } from './readings.queries.ts'
import { countsOf, openCells, sealCells } from './sealed.queries.ts'

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

  // the words themselves stand in the sealed store alone, or, where they are none, in what is saved next
  onWrite(app, typedEndpoint, ({ actor, commit }, { matterId }, { decision, field, pieces }) =>
    commit(async (tx) => {
      if (!(await isWithin(asReadDb(tx), matterId, reachOf(actor, 'complainant.typed'))))
        throw new RefusalError({ code: 'matter.not-found' })
      const cells = pieces.map((piece) => ({ ...piece, head: field, inText: true, matterId, intakeId: null, intakeSeq: null }))
      if (decision === 'seal') await sealCells(tx, app.secretBox, cells)
      const kinds = [...new Set(pieces.map(({ kind }) => COMPLAINANT_WORDS[kind]))].join('、')
      const facts = { matter: matterId, decision: decision === 'seal' ? '封存' : '不是举报人信息', kinds, pieces: pieces.length }
      return { events: [{ act: 'complainant.typed', subject: actor.id, rows: [], security: { outcome: 'ok', facts } }], result: OK }
    }),
  )
}

/** What is known of complainants: that it is sealed, and reading it. */
export const complainantsModule: RoomModule = { routes }
