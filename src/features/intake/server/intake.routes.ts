import { randomUUID } from 'node:crypto'
import { isUnderWay } from '#features/jobs/jobs.contract.ts'
import { latestJob } from '#features/jobs/server/jobs.queries.ts'
import { OK } from '#kernel/endpoint.ts'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { goneOf } from '#platform/receive.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import {
  chooseEndpoint,
  commitJob,
  discardIntakeEndpoint,
  listIntakesEndpoint,
  previewEndpoint,
  uploadEndpoint,
} from '../intake.contract.ts'
import { addIntake, closeIntake, keepChoices, openIntake } from './intake.queries.ts'
import { intakeRow, recentIntakes, summaryOf } from './intake.views.ts'
import { previewOf } from './preview.views.ts'
import { refusalOf } from './planning/preview-cache.ts'

export function intakeRoutes(app: App) {
  onWrite(app, uploadEndpoint, ({ actor, commit, receive, now }, _, { name }) =>
    receive(async ({ bytes, caller, keep }) => {
      if (bytes === 0) throw new RefusalError({ code: 'intake.unreadable', detail: { message: '文件是空的，请检查后重新选择' } })
      const hash = await keep()
      const refusal = await refusalOf(app.files, hash, name, caller)
      const id = randomUUID() as IntakeId
      const state = refusal ? 'unreadable' : 'open'
      return commit(async (tx) => {
        await addIntake(tx, { id, fileName: name, hash, bytes, state, refusal, person: actor.id, now })
        const act = refusal ? 'intake.refuse' : 'intake.upload'
        return {
          events: [{ act, subject: id, reason: refusal?.message, rows: [['intake', id]] }],
          result: summaryOf(await intakeRow(asReadDb(tx), id)),
        }
      })
    }),
  )

  onRead(app, listIntakesEndpoint, async ({ db }) => ({ intakes: await recentIntakes(db) }))

  onRead(app, previewEndpoint, async ({ db, actor, today, reply }, { intakeId }, input) =>
    previewOf(db, { files: app.files, today, caller: { person: actor.id, signal: goneOf(reply) } }, intakeId, input),
  )

  onWrite(app, chooseEndpoint, ({ commit }, { intakeId }, choices) =>
    commit(async (tx) => {
      await refuseCommitting(tx, intakeId)
      const open = await openIntake(tx, intakeId, true)
      await keepChoices(tx, intakeId, { ...open.choices, ...choices })
      return { events: [], result: OK } // a draft: nothing is decided until it is committed
    }),
  )

  onWrite(app, discardIntakeEndpoint, ({ commit, now }, { intakeId }) =>
    commit(async (tx) => {
      await refuseCommitting(tx, intakeId)
      await openIntake(tx, intakeId, true)
      await closeIntake(tx, intakeId, 'discarded', null, now)
      return { events: [{ act: 'intake.discard', subject: intakeId, rows: [['intake', intakeId]] }], result: OK }
    }),
  )
}

/** What is being written at this moment is neither corrected nor put aside. */
async function refuseCommitting(tx: WriteTx, id: IntakeId): Promise<void> {
  const job = await latestJob(asReadDb(tx), commitJob.name, id)
  if (job && isUnderWay(job.state)) throw new RefusalError({ code: 'intake.committing' })
}
