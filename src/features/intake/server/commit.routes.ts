import { latestJob } from '#features/jobs/server/jobs.queries.ts'
import { OK } from '#kernel/endpoint.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { type Started, cancelJob, onJob, startJob } from '#platform/jobs/jobs.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type Receipt, cancelCommitEndpoint, commitIntakeEndpoint, commitJob, intakeJobEndpoint } from '../intake.contract.ts'
import { openIntake } from './intake.queries.ts'
import { endIdleThread } from './reading/recognition-worker.ts'
import { commitIntake, refuseWithoutSource } from './planning/commit-intake.ts'
import { forgetFile, plannedFile } from './planning/preview-cache.ts'

/** Writing a file into the ledger, all rows or none. */
export const commitJobs = (app: App) =>
  onJob(app, commitJob, async ({ read, finish, now, today, signal, progress }, { intakeId }) => {
    await progress('正在识别各列、逐行核对')
    // read and planned before anything is locked; under the lock it is only looked at again
    const { hash } = await read(async (db) => {
      const open = await openIntake(db, intakeId, false)
      await plannedFile(db, intakeId, open, { files: app.files, today, caller: { person: '', signal } })
      return open
    })
    endIdleThread() // no correction follows: the cells of the file need not wait for one
    return finish(async (tx) => {
      const { receipt: result, events } = await commitIntake(tx, intakeId, {
        files: app.files,
        secretBox: app.secretBox,
        now,
        today,
        progress,
      })
      forgetFile(intakeId, hash) // nobody looks at its preview again, unless this fails: the events to come need the memory
      return { events, result }
    })
  })

const replyOf = ({ job, result }: Started<Receipt>) => ({ job, receipt: result })

/** It outlives the request: how far it is can be watched, and what came of it is found again. */
export function commitRoutes(app: App) {
  onWrite(app, commitIntakeEndpoint, async (context, { intakeId }) => {
    const { fileName } = await context.read((db) => openIntake(db, intakeId, false))
    const admit = async (tx: WriteTx) => refuseWithoutSource(asReadDb(tx), await openIntake(tx, intakeId, false))
    return startJob(app, context, commitJob, { input: { intakeId }, key: intakeId, about: fileName, admit, reply: replyOf })
  })

  onRead(app, intakeJobEndpoint, async ({ db }, { intakeId }) => ({ job: (await latestJob(db, commitJob.name, intakeId)) ?? null }))

  onWrite(app, cancelCommitEndpoint, async ({ answer, read }, { intakeId }) => {
    const job = await read((db) => latestJob(db, commitJob.name, intakeId))
    if (!job) throw new RefusalError({ code: 'jobs.not-found' })
    await cancelJob(app, commitJob.name, job.id)
    return answer(OK)
  })
}
