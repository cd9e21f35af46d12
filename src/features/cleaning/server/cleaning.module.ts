import type { App, RoomModule } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { onDue, onJob, startJob } from '#platform/jobs/jobs.ts'
import { columnsOfFiles, importedFiles } from '#features/intake/server/raw-columns.queries.ts'
import { jobUnderWay } from '#features/jobs/server/jobs.queries.ts'
import { CLEAN_DUE, cleanJob, cleaningEndpoint, sealMissedEndpoint, startCleaningEndpoint } from '../cleaning.contract.ts'
import { reportWords } from '../domain/report.ts'
import { cleanAll } from './clean-all.ts'
import { type StoredReport, reportsOf } from './cleaning-state.queries.ts'
import { sealMissed } from './seal-missed.ts'

function jobs(app: App): void {
  onJob(app, cleanJob, (context) => cleanAll(app, context, context.actor))
  onDue(app, CLEAN_DUE, async (context) => void (await cleanAll(app, context, undefined)))
}

const replyOf = ({ id, by, startedAt, endedAt, report }: StoredReport) => ({
  id,
  by,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt.toISOString(),
  ...reportWords(report),
  counts: report.counts.map(({ place, ...count }) => ({ foundIn: place, ...count })),
})

function routes(app: App): void {
  onRead(app, cleaningEndpoint, async ({ db, schema }) => ({
    job: (await jobUnderWay(db, [cleanJob, CLEAN_DUE], schema)) ?? null,
    reports: (await reportsOf(db)).map(replyOf),
  }))

  onWrite(app, startCleaningEndpoint, (context) =>
    startJob(app, context, cleanJob, { input: {}, key: context.schema, about: cleanJob.title, reply: ({ job }) => ({ job }) }),
  )

  onWrite(app, sealMissedEndpoint, async ({ read, commit, today }, { matterId }, missed) => {
    const columns = await columnsOfFiles(app.files, await read((db) => importedFiles(db, matterId)), { on: today })
    return commit((tx) => sealMissed(tx, app, { matterId, columns, today, ...missed }))
  })
}

/** What was not sealed when it came: found in all that is stored, or named by an officer. */
export const cleaningModule: RoomModule = { routes, jobs }
