/** The thread that reads and recognises, so that a large file holds up nobody else. One job at a time; the cells of the last files stay here. */
import { parentPort } from 'node:worker_threads'
import type { Refusal } from '#kernel/decision.ts'
import type { ReadRefusal } from '#kernel/sheet.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type PrepareContext, type Prepared, type PreparedRow, prepareIntake } from '../planning/prepare-intake.ts'
import { cellsOf, understand } from './read-intake.ts'

export type FileAt = { readonly files: string; readonly hash: string; readonly fileName: string }
/** `read`: whether the file can be read at all. `prepare`: what it says. */
export type Job = ({ readonly verb: 'read' } & FileAt) | ({ readonly verb: 'prepare' } & FileAt & PrepareContext)
/** A job, or that nobody waits for the running one. */
export type ToWorker = Job | 'stop'
export type WorkerMessage =
  /** The cells are here and their sandbox has ended: from now on the thread may be ended at any moment. */
  | { readonly kind: 'recognising' }
  | { readonly kind: 'rows'; readonly rows: readonly PreparedRow[] }
  | { readonly kind: 'prepared'; readonly rest: Omit<Prepared, 'rows'> }
  | { readonly kind: 'read'; readonly refusal: ReadRefusal | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'stopped' }

const port = parentPort
if (port === null) throw new Error('this file runs as a thread only')
const post = (word: WorkerMessage) => port.postMessage(word)

async function run(job: Job, signal: AbortSignal): Promise<void> {
  if (job.verb === 'read') {
    const result = await cellsOf(job.files, job.hash, job.fileName, signal)
    post({ kind: 'read', refusal: result.ok ? null : result.refusal })
    return
  }
  const { files, hash, fileName, choices, today } = job
  await cellsOf(files, hash, fileName, signal)
  post({ kind: 'recognising' })
  const work = prepareIntake(await understand(files, { hash, fileName, choices }, today), job)
  let step = work.next()
  for (; step.done !== true; step = work.next()) post({ kind: 'rows', rows: step.value })
  post({ kind: 'prepared', rest: step.value })
}

let running = new AbortController()
port.on('message', (message: ToWorker) => {
  if (message === 'stop') return running.abort()
  const { signal } = (running = new AbortController())
  run(message, signal).catch((error: unknown) => {
    if (signal.aborted) return post({ kind: 'stopped' })
    if (!(error instanceof RefusalError)) throw error
    post({ kind: 'refused', refusal: error.refusal })
  })
})
