import { Worker } from 'node:worker_threads'
import type { ReadRefusal } from '#kernel/sheet.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { OnBehalf } from '#platform/sandbox/sandbox.ts'
import { newTurns } from '#platform/turns.ts'
import type { Prepared, PreparedRow } from '../planning/prepare-intake.ts'
import type { Job, ToWorker, WorkerMessage } from './recognition-worker-thread.ts'

type Answer = { readonly refusal: ReadRefusal | null } | { readonly prepared: Prepared }
type Running = {
  /** A sandboxed process reads the file: who watches over it must not be ended. */
  sandboxed: boolean
  /** Nobody waits any more. */
  dropped: boolean
  readonly rows: PreparedRow[]
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/** The cells of a file of 100,000 rows and what was recognised in them fit; what does not is refused, not crashed over. */
const HEAP_MB = 512
/** On the wall: reading alone may take half of it on a busy machine. */
const PATIENCE_MS = 180_000
/** So long the cells of the last files wait for another correction. */
const IDLE_MS = 60_000

const FAILED = '识别这份文件时出错，已停止，什么也没有写入；请用 WPS 或 Excel 另存为 .xlsx 再导入'
const TOO_MUCH = '识别这份文件所需内存超过上限，已停止；请拆分成几个文件再导入'
const TOO_LONG = '识别这份文件超过 3 分钟，已停止；请拆分成几个文件再导入'
const refused = (message: string) => new RefusalError({ code: 'intake.unreadable', detail: { message } })
/** Nobody waits for the answer any more. */
const cancelled = () => refused('已取消读取这份文件')

let thread: Worker | undefined
let running: Running | undefined
let clock: NodeJS.Timeout | undefined
/** The thread does one job after another; who brings many waits behind who brings one. */
const turns = newTurns(1)

/** Has the thread do a job. When its caller has gone the place in the queue is left, or the thread stops at this very job. */
export async function runInWorker(job: Job, { person, signal }: OnBehalf): Promise<Answer> {
  const release = await turns.take(person, signal).catch(() => {
    throw cancelled()
  })
  try {
    return await runNow(job, signal)
  } finally {
    release()
  }
}

function runNow(job: Job, signal: AbortSignal | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const work: Running = { sandboxed: true, dropped: false, rows: [], resolve, reject }
    const cancel = () => {
      work.dropped = true
      if (running !== work) return
      if (work.sandboxed) thread?.postMessage('stop' satisfies ToWorker, [])
      else stop(cancelled())
    }
    signal?.addEventListener('abort', cancel, { once: true })
    running = work
    clearTimeout(clock)
    clock = setTimeout(() => stop(refused(TOO_LONG)), PATIENCE_MS).unref()
    thread ??= begin()
    thread.ref()
    thread.postMessage(job satisfies ToWorker, [])
  })
}

function begin(): Worker {
  const made = new Worker(new URL('./recognition-worker-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
  })
  made.on('message', onMessage)
  made.on('error', (error: Error & { code?: string }) => {
    const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (!full) process.emitWarning(error) // a fault of ours: said on the console, not on the page
    if (thread === made) stop(refused(full ? TOO_MUCH : FAILED))
  })
  return made
}

function onMessage(message: WorkerMessage): void {
  if (!running) return
  const { rows, dropped } = running
  if (message.kind === 'recognising') running.sandboxed = false
  if (dropped) return message.kind === 'recognising' ? stop(cancelled()) : finish(({ reject }) => reject(cancelled()))
  if (message.kind === 'recognising' || message.kind === 'stopped') return
  if (message.kind === 'rows') rows.push(...message.rows)
  else if (message.kind === 'refused') finish(({ reject }) => reject(new RefusalError(message.refusal)))
  else finish(({ resolve }) => resolve(message.kind === 'read' ? { refusal: message.refusal } : { prepared: { ...message.rest, rows } }))
}

function finish(settle: (work: Running) => void): void {
  const done = running
  running = undefined
  clearTimeout(clock)
  clock = setTimeout(() => stop(), IDLE_MS).unref()
  thread?.unref()
  if (done) settle(done)
}

/** Ends the thread with all it remembers; the next job begins another. */
function stop(why?: Error): void {
  const ended = thread
  thread = undefined
  void ended?.terminate()
  if (why) finish(({ reject }) => reject(why))
}

/** Ends the thread with the cells it remembers, unless it is at work. */
export function endIdleThread(): void {
  if (!running) stop()
}
