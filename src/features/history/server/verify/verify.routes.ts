import { randomUUID } from 'node:crypto'
import { latestJob } from '#features/jobs/server/jobs.queries.ts'
import { loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { type App, participantSources } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { onJob, startJob } from '#platform/jobs/jobs.ts'
import { startVerifyEndpoint, verificationsEndpoint, verifyJob } from '../../verify.contract.ts'
import { copyFolders } from '../checkpoints/checkpoint-file.ts'
import { sealNew } from '../seal.jobs.ts'
import { addVerification, firstDay, verificationsOf } from './verification.queries.ts'
import { lookThrough } from './verify-all.ts'

/** One look at a time for the whole installation. */
const KEY = 'all'

export function verifyRoutes(app: App) {
  onRead(app, verificationsEndpoint, async ({ db }) => ({
    job: (await latestJob(db, verifyJob.name, KEY)) ?? null,
    verifications: await verificationsOf(db),
    retention: { days: (await loadSettings(db))['audit.days'], first: await firstDay(db) },
  }))
  onWrite(app, startVerifyEndpoint, (context) =>
    startJob(app, context, verifyJob, {
      input: {},
      key: KEY,
      about: '全部办理记录、数据表和材料',
      reply: ({ job, result }) => ({ job, places: result?.places ?? null }),
    }),
  )
}

export const verifyJobs = (app: App) =>
  onJob(app, verifyJob, async ({ schema, today, now, actor, progress, finish }) => {
    await progress('正在给新的记录入链')
    await sealNew(app.db, schema)
    const all = await lookThrough({
      db: app.db,
      schema,
      copies: copyFolders(),
      originals: app.files,
      sources: participantSources(app.rooms),
      today,
      secretBox: app.secretBox,
      progress,
    })
    return finish(async (tx) => {
      const id = randomUUID()
      await addVerification(tx, { id, person: actor.id, now }, all)
      const facts = { events: all.events, findings: all.findings.length }
      const event = { act: 'security.verify', subject: actor.id, rows: [['verification', id]], security: { outcome: 'ok', facts } } as const
      return { events: [event], result: { places: all.findings.length } }
    })
  })
