import { OK } from '#kernel/endpoint.ts'
import type { JobId } from '#kernel/rooms/jobs.ts'
import type { ReadDb } from '#platform/db.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import { cancelJob, onDaily, queueOf } from '#platform/jobs/jobs.ts'
import { sweepProgress } from '#platform/jobs/run-job.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { cancelJobEndpoint, discardJobEndpoint, listJobsEndpoint, retryJobEndpoint } from '../jobs.contract.ts'
import { jobRow } from './jobs.queries.ts'
import { jobsPage } from './jobs.views.ts'

/** What jobs leave behind is cleared away every day. */
export const jobsJobs = (app: App) =>
  onDaily(app, { name: 'jobs.sweep', title: '清理已结束任务的进度', at: '3:30' }, async ({ finish }) =>
    finish(async (tx) => {
      await sweepProgress(tx)
      return { events: [], result: undefined }
    }),
  )

export function jobsRoutes(app: App) {
  onRead(app, listJobsEndpoint, async ({ db }) => jobsPage(db, app.jobs))

  onWrite(app, cancelJobEndpoint, async ({ read, answer }, { jobId }) => {
    const { name } = await known(read, jobId)
    await cancelJob(app, name, jobId)
    return answer(OK)
  })

  onWrite(app, retryJobEndpoint, async ({ read, answer }, { jobId }) => {
    await known(read, jobId)
    if (!(await queueOf(app).redrive(jobId))) throw new RefusalError({ code: 'jobs.taken' })
    return answer(OK)
  })

  onWrite(app, discardJobEndpoint, async ({ read, answer }, { jobId }) => {
    await known(read, jobId)
    await queueOf(app).discard(jobId)
    return answer(OK)
  })
}

type Reads = <T>(work: (db: ReadDb) => Promise<T>) => Promise<T>

/** A job of this district. */
async function known(read: Reads, id: JobId) {
  const row = await read((db) => jobRow(db, id))
  if (!row) throw new RefusalError({ code: 'jobs.not-found' })
  return row
}
