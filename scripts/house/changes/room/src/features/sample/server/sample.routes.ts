import { sql } from 'kysely'
import { can } from '#kernel/access.ts'
import { OK } from '#kernel/endpoint.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import type { App } from '#platform/app.ts'
import { eventOrThrow } from '#platform/commit.ts'
import { type ReadDb, asReadDb, queryRows } from '#platform/db.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { decideReport } from '../domain/decide-report.ts'
import { listSamplesEndpoint, reportSampleEndpoint, takeSampleEndpoint } from '../sample.contract.ts'
import { reportFinding, sampleState, takeSample } from './samples.queries.ts'
import { listSamples } from './samples.views.ts'

export function sampleRoutes(app: App) {
  onRead(app, listSamplesEndpoint, ({ db, ...reader }) => listSamples(db, reader))

  onWrite(app, takeSampleEndpoint, ({ actor, today, now, commit }, _, input) =>
    commit(async (tx) => {
      const { id, rows } = await takeSample(tx, input, { person: actor.id, today, now })
      return { events: [{ act: 'sample.take', subject: id, rows }], result: { id } }
    }),
  )

  onWrite(app, reportSampleEndpoint, ({ actor, expectedVersion, commit }, { matterId }, { finding }) =>
    commit(async (tx) => {
      const versions = await lockMatters(tx, [matterId])
      const db = asReadDb(tx)
      const state = await sampleState(db, matterId)
      const subject = await subjectOf(db, matterId)
      if (state === undefined || !subject || !can(actor, 'sample.report', subject)) throw new RefusalError({ code: 'matter.not-found' })
      await refuseIfChanged(db, versions, [{ id: matterId, version: expectedVersion }])
      const act = eventOrThrow(decideReport(state))
      await reportFinding(tx, matterId, finding)
      return {
        events: [
          {
            act,
            subject: matterId,
            rows: [
              ['sample', matterId],
              ['matter', matterId],
            ],
          },
        ],
        result: OK,
      }
    }),
  )
}

async function subjectOf(db: ReadDb, id: MatterId) {
  const [found] = await queryRows<{ units: UnitId[]; persons: PersonId[] }>(
    db,
    sql`select ${participantsColumns()} from matter m where m.id = ${id}`,
  )
  return found
}
