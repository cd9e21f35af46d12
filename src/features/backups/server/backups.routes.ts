import { jobUnderWay } from '#features/jobs/server/jobs.queries.ts'
import { OK } from '#kernel/endpoint.ts'
import type { App } from '#platform/app.ts'
import type { ReadDb } from '#platform/db.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { cancelJob, startJob } from '#platform/jobs/jobs.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import {
  backUpEndpoint,
  backUpJob,
  backupNoticeEndpoint,
  backupsEndpoint,
  cancelBackupEndpoint,
  rehearseEndpoint,
  rehearseJob,
} from '../backups.contract.ts'
import { backupStatus, planNow } from './backups.views.ts'

/** One of each at a time. */
const KEY = 'backups'

export function backupsRoutes(app: App): void {
  onRead(app, backupsEndpoint, async ({ db, now }) => ({ ...(await backupStatus(db, now)), job: (await underWay(db)) ?? null }))
  onRead(app, backupNoticeEndpoint, async ({ db, now }) => ({ fault: app.backups ? (await backupStatus(db, now)).fault : null }))

  const admit = async (db: ReadDb) => {
    if (!app.backups) throw new RefusalError({ code: 'backups.away' })
    const plan = await planNow(db)
    if (plan.folder === '') throw new RefusalError({ code: 'backups.no-folder' })
    return { input: {}, key: KEY, about: plan.folder }
  }
  onWrite(app, backUpEndpoint, async (context) => {
    const start = await context.read(admit)
    return startJob(app, context, backUpJob, { ...start, reply: ({ job }) => ({ job }) })
  })
  onWrite(app, rehearseEndpoint, async (context) => {
    const start = await context.read(admit)
    return startJob(app, context, rehearseJob, { ...start, reply: ({ job }) => ({ job }) })
  })
  onWrite(app, cancelBackupEndpoint, async ({ answer, read }) => {
    const job = await read(underWay)
    if (!job) throw new RefusalError({ code: 'jobs.not-found' })
    await cancelJob(app, job.name, job.id)
    return answer(OK)
  })
}

/** What was begun on the page and is not over. */
const underWay = (db: ReadDb) => jobUnderWay(db, [backUpJob, rehearseJob], KEY)
