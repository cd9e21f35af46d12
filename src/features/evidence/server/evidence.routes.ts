import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { can } from '#kernel/access.ts'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import { loadSettings } from '#features/org/server/settings/settings.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { asReadDb } from '#platform/db.ts'
import { onDaily } from '#platform/jobs/jobs.ts'
import { goneOf } from '#platform/receive.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { downloadName } from '../domain/file-names.ts'
import {
  addEvidenceEndpoint,
  cameraPassEndpoint,
  describeEvidenceEndpoint,
  evidenceFileEndpoint,
  evidencePictureEndpoint,
  listEvidenceEndpoint,
  takeDownEvidenceEndpoint,
} from '../evidence.contract.ts'
import { openCameraPass, sweepPasses } from './camera.queries.ts'
import { keepUpload } from './keep-upload.ts'
import { changeable, refuseSettled } from './lock-changeable-evidence.ts'
import { addEvidence, describeEvidence, lockedEvidenceMatter, takeDownEvidence } from './evidence.queries.ts'
import { limitsOf, listEvidence, matterInReach, oneEvidence, storedFile } from './evidence.views.ts'
import { pictureOf, presentOriginal } from './pictures.ts'

/** Nothing a file holds may run as a page of ours. */
const AS_A_FILE = { 'x-content-type-options': 'nosniff', 'content-security-policy': 'sandbox', 'cache-control': 'private, no-store' }
const AS_A_PICTURE = { ...AS_A_FILE, 'cache-control': 'private, max-age=604800, immutable' }

export function evidenceRoutes(app: App) {
  onRead(app, listEvidenceEndpoint, ({ db, actor }, { matterId }) => listEvidence(db, actor, matterId))

  onWrite(app, addEvidenceEndpoint, async ({ actor, now, receive, read, commit }, { matterId }, input) => {
    const limits = await read(async (db) => {
      const { subject, state } = await matterInReach(db, actor, matterId)
      if (!can(actor, 'evidence.add', subject)) throw new RefusalError({ code: 'access.denied' })
      refuseSettled(state, input.purpose)
      return limitsOf(await loadSettings(db))
    })
    const stored = await receive((file) => keepUpload(app.files, file, limits, { ...input, now }))
    return commit(async (tx) => {
      const matter = await lockedEvidenceMatter(tx, matterId)
      if (!matter || !can(actor, 'evidence.add', matter.subject)) throw new RefusalError({ code: 'matter.not-found' })
      refuseSettled(matter.state, input.purpose)
      const row = { ...stored, id: randomUUID() as EvidenceId, matterId, person: actor.id, cycle: matter.cycle, now }
      const { id, added } = await addEvidence(tx, row)
      const events: EventDraft[] = added ? [{ act: 'evidence.add', subject: matterId, rows: [['evidence', id]] }] : []
      return { events, result: await oneEvidence(asReadDb(tx), actor, id) }
    })
  })

  onWrite(app, describeEvidenceEndpoint, ({ actor, commit }, { evidenceId }, { takenAt, ...words }) =>
    commit(async (tx) => {
      const { matterId } = await changeable(tx, actor, evidenceId, 'evidence.describe')
      await describeEvidence(tx, evidenceId, { ...words, takenAt: typeof takenAt === 'string' ? new Date(takenAt) : takenAt })
      const result = await oneEvidence(asReadDb(tx), actor, evidenceId)
      return { events: [{ act: 'evidence.describe', subject: matterId, rows: [['evidence', evidenceId]] }], result }
    }),
  )

  onWrite(app, takeDownEvidenceEndpoint, ({ actor, now, commit }, { evidenceId }, { reason }) =>
    commit(async (tx) => {
      const { matterId } = await changeable(tx, actor, evidenceId, 'evidence.take-down')
      await takeDownEvidence(tx, evidenceId, { person: actor.id, reason, now })
      const result = await oneEvidence(asReadDb(tx), actor, evidenceId)
      return { events: [{ act: 'evidence.take-down', subject: matterId, reason, rows: [['evidence', evidenceId]] }], result }
    }),
  )

  servingRoutes(app)
}

function servingRoutes(app: App) {
  onRead(app, evidenceFileEndpoint, async ({ db, actor, reply }, { evidenceId }) => {
    const file = await storedFile(db, actor, evidenceId)
    const { path, size } = await presentOriginal(app.files, file)
    reply.headers(AS_A_FILE)
    return { name: downloadName(file.name), type: file.mediaType, size, bytes: createReadStream(path) }
  })

  onRead(app, evidencePictureEndpoint, async ({ db, actor, reply }, { evidenceId }, { size }) => {
    const file = await storedFile(db, actor, evidenceId)
    const bytes = await pictureOf(app.files, file, size, { person: actor.id, signal: goneOf(reply) })
    reply.headers(AS_A_PICTURE)
    return { name: `${file.name}.webp`, type: 'image/webp', bytes }
  })

  onWrite(app, cameraPassEndpoint, ({ actor, now, commit }, { matterId }) =>
    commit(async (tx) => {
      const matter = await lockedEvidenceMatter(tx, matterId)
      if (!matter || !can(actor, 'evidence.view', matter.subject)) throw new RefusalError({ code: 'matter.not-found' })
      if (!can(actor, 'evidence.add', matter.subject)) throw new RefusalError({ code: 'access.denied' })
      return { events: [], result: await openCameraPass(tx, actor.id, matterId, now) } // a key, not a fact
    }),
  )
}

export const evidenceJobs = (app: App) =>
  onDaily(app, { name: 'evidence.sweep-passes', title: '清理过期的手机拍照码', at: '3:20' }, async ({ finish, now }) =>
    finish(async (tx) => {
      await sweepPasses(tx, now)
      return { events: [], result: undefined } // keys, not facts
    }),
  )
