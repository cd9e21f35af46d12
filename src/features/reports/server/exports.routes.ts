import { type FileHandle, open } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { jobsOfPerson } from '#features/jobs/server/jobs.queries.ts'
import { LedgerFilter } from '#features/problems/problems.contract.ts'
import { OK } from '#kernel/endpoint.ts'
import { minuteIn } from '#platform/clock.ts'
import { openDraft, pathOfFile } from '#platform/files.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { type PersonJobContext, cancelJob, onDaily, onJob, startJob } from '#platform/jobs/jobs.ts'
import { filterFacts } from '#platform/record/facts.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import {
  type ReportKind,
  cancelExportEndpoint,
  exportFileEndpoint,
  exportJob,
  listExportsEndpoint,
  startExportEndpoint,
} from '../reports.contract.ts'
import { addExportFile, exportFilesOf, exportsFolder } from './export-files.queries.ts'
import { countRows, makeReport } from './make-report.ts'
import { dropFile, sweepExports } from './sweep-exports.ts'

/** Rows up to which a report is fetched directly: 0.6 s on two cores, so two seconds where a machine is three times as slow or as busy (decision 0023). */
const DIRECT_ROWS = 4_000
const REPORT_WORDS: Readonly<Record<ReportKind, string>> = { ledger: '正式台账', 'by-unit': '按单位分文件', 'by-leader': '按领导分页' }

/** What is made in the background, and what is cleared away every day. */
export function exportJobs(app: App) {
  const folder = exportsFolder(app.files)
  onJob(app, exportJob, (context, { report, filter }) => makeAsJob(folder, context, report, LedgerFilter.parse(filter)))
  onDaily(app, { name: 'reports.sweep-exports', title: '清理过期的导出文件', at: '3:40' }, (context) => sweepExports(folder, context))
}

/** Long exports: made by a job, found again and fetched by whoever caused it, for some days. */
export function exportsRoutes(app: App) {
  const folder = exportsFolder(app.files)

  onWrite(app, startExportEndpoint, async (context, { report }, filter) => {
    const rows = await context.read((db) => countRows(db, context, filter))
    if (rows <= DIRECT_ROWS || !app.jobs.queue) return context.answer({ job: null, rows })
    const input = { report, filter: asQuery(filter) }
    const key = createHash('sha256')
      .update(JSON.stringify([context.actor.id, input]))
      .digest('hex')
    const about = `${REPORT_WORDS[report]}，${rows} 项，${minuteIn(context.now)}`
    return startJob(app, context, exportJob, { input, key, about, reply: ({ job }) => ({ job, rows }) })
  })

  onRead(app, listExportsEndpoint, async ({ db, actor, now }) => {
    const files = new Map((await exportFilesOf(db, actor.id, now)).map((file) => [file.id, file]))
    const jobs = await jobsOfPerson(db, exportJob.name, actor.id)
    return {
      exports: jobs.map((job) => {
        const file = files.get(job.id)
        return { job, file: file ? { ...file, expiresAt: file.expiresAt.toISOString() } : null }
      }),
    }
  })

  onRead(app, exportFileEndpoint, async ({ db, actor, now }, { jobId }) => {
    const file = (await exportFilesOf(db, actor.id, now)).find(({ id }) => id === jobId)
    const opened = file && (await openedIfThere(pathOfFile(folder, file.hash)))
    if (!opened) throw new RefusalError({ code: 'report.no-such-file' })
    return {
      name: file.name,
      type: file.type,
      size: file.bytes,
      rows: file.rows,
      hash: file.hash,
      bytes: opened.createReadStream(),
    }
  })

  onWrite(app, cancelExportEndpoint, async ({ answer, read, actor }, { jobId }) => {
    const jobs = await read((db) => jobsOfPerson(db, exportJob.name, actor.id))
    if (!jobs.some(({ id }) => id === jobId)) throw new RefusalError({ code: 'jobs.not-found' })
    await cancelJob(app, exportJob.name, jobId)
    return answer(OK)
  })
}

const openedIfThere = (path: string): Promise<FileHandle | undefined> =>
  open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

/** The filter as it stood in the address: what the contract has parted is put together again. */
const asQuery = (filter: LedgerFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, Array.isArray(value) ? value.join(',') : value]])),
  )

/** The same report as a direct one, as of the moment the job runs, within the reach that the person has then. Nothing is left where it ends early. */
async function makeAsJob(folder: string, context: PersonJobContext, report: ReportKind, filter: LedgerFilter) {
  const { actor, now, progress, read, finish, id } = context
  await progress('正在读取台账')
  const draft = await openDraft(folder)
  try {
    const { name, type, rows } = await read((db) => makeReport(db, context, { kind: report, filter }, { sink: draft.write, progress }))
    await progress('正在保存文件')
    const { hash, bytes } = await draft.keep()
    return await finish(async (tx) => {
      await addExportFile(tx, { id, person: actor.id, name, type, hash, bytes, rows, now })
      const facts = { title: exportJob.title, file: name, filter: filterFacts(filter), rows, bytes, sha256: hash }
      return { events: [{ act: 'security.export', subject: actor.id, rows: [], security: { outcome: 'ok', facts } }], result: { rows } }
    }).catch(async (error: unknown) => {
      await dropFile(folder, read, hash)
      throw error
    })
  } finally {
    await draft.drop() // once kept it has another name
  }
}
