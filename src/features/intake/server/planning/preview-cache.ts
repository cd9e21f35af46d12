import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { ReadRefusal } from '#kernel/sheet.ts'
import { type Directory, loadDirectory } from '#features/org/server/directory.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { OnBehalf } from '#platform/sandbox/sandbox.ts'
import type { Choices } from '../../intake.contract.ts'
import { newLruCache } from '../reading/lru-cache.ts'
import { type IntakePlan, planIntake } from './plan-intake.ts'
import type { Prepared } from './prepare-intake.ts'
import { runInWorker } from '../reading/recognition-worker.ts'

/** A stored file with what a person decided about it so far. */
export type StoredFile = { readonly hash: string; readonly fileName: string; readonly choices: Choices }
export type Planning = {
  readonly files: string
  readonly today: Day
  /** For whom; nobody in particular where a job goes on with it. */
  readonly caller?: OnBehalf | undefined
  /** What the ledger was when somebody last looked; left out: looked at now. */
  readonly version?: string | undefined
}
const NOBODY: OnBehalf = { person: '' }
type PreparedFile = { readonly prepared: Prepared; readonly directory: Directory }
export type PlannedFile = { readonly prepared: Prepared; readonly plan: IntakePlan }

/** Rows remembered in all, so that turning a page does not read a file again; about 10 KB each. The newest file stays whatever its length. */
const ROWS = 12_000
const preparedFiles = newLruCache<Prepared>(ROWS, ({ rows }) => rows.length)
const plannedFiles = newLruCache<PlannedFile>(ROWS, ({ plan }) => plan.rows.length)
const underWay = new Map<string, Shared>()
type Shared = { readonly answer: Promise<Prepared>; readonly stop: AbortController; waiting: number }

/** Whether a stored file can be read at all, and if not why. */
export async function refusalOf(files: string, hash: string, fileName: string, caller: OnBehalf): Promise<ReadRefusal | null> {
  const answer = await runInWorker({ verb: 'read', files, hash, fileName }, caller)
  return 'refusal' in answer ? answer.refusal : null
}

/** What a file says to this place as it stands now. The same file, choices, names and day have one answer, kept for a while. */
async function prepareFile(db: ReadDb, file: StoredFile, { files, today, caller = NOBODY }: Planning): Promise<PreparedFile> {
  const directory = await loadDirectory(db)
  const { hash, fileName, choices: decided } = file
  // what is taken against the ledger changes nothing of what the file says
  const { taken: _taken, takesAll: _takesAll, ...choices } = decided
  const key = `${hash} ${createHash('sha1')
    .update(JSON.stringify([fileName, choices, today, directory]))
    .digest('hex')}`
  const ready = preparedFiles.get(key)
  if (ready) return { prepared: ready, directory }
  // the snapshot waits for the thread, longer than a transaction may usually idle
  await queryRows(db, sql`select set_config('idle_in_transaction_session_timeout', '120s', true)`)
  return { prepared: await shared(key, { verb: 'prepare', files, hash, fileName, choices, directory, today }, caller), directory }
}

/** Two who ask for the same wait for one answer; the work ends when neither waits any more. */
async function shared(key: string, job: Parameters<typeof runInWorker>[0], { person, signal }: OnBehalf): Promise<Prepared> {
  const work = underWay.get(key) ?? begun(key, job, person)
  work.waiting += 1
  const leave = () => {
    work.waiting -= 1
    if (work.waiting === 0) work.stop.abort()
  }
  signal?.addEventListener('abort', leave, { once: true })
  try {
    return await work.answer
  } finally {
    signal?.removeEventListener('abort', leave)
  }
}

function begun(key: string, job: Parameters<typeof runInWorker>[0], person: string): Shared {
  const stop = new AbortController()
  const answer = runInWorker(job, { person, signal: stop.signal })
    .then((result) => {
      if (!('prepared' in result)) throw new Error('the thread answered another question')
      preparedFiles.set(key, result.prepared)
      return result.prepared
    })
    .finally(() => underWay.delete(key))
  const work: Shared = { answer, stop, waiting: 0 }
  underWay.set(key, work)
  return work
}

/** The plan of a file as of this snapshot: computed once for all pages of a preview, anew as soon as anything was recorded. */
export async function plannedFile(db: ReadDb, id: string, file: StoredFile, planning: Planning): Promise<PlannedFile> {
  const key = `${id} ${JSON.stringify([file.choices, planning.today, planning.version ?? (await ledgerVersion(db))])}`
  const ready = plannedFiles.get(key)
  if (ready) return ready
  const { prepared, directory } = await prepareFile(db, file, planning)
  const made = { prepared, plan: await planIntake(db, prepared, { directory, today: planning.today, choices: file.choices }) }
  plannedFiles.set(key, made)
  return made
}

/**
 * What the snapshot holds, in one word. Whatever a plan depends on leaves an event, so the newest one tells, unless some transaction is
 * under way: it may have taken a smaller number and commit later. Then the snapshot itself is the word. A transaction that is to compare asks
 * before it locks or writes a row: from then on it is under way itself.
 */
export async function ledgerVersion(db: ReadDb): Promise<string> {
  const [row] = await queryRows<{ version: string }>(
    db,
    sql`select coalesce((select max(id) from event), 0) || case when pg_snapshot_xmin(s) = pg_snapshot_xmax(s) then '' else ' ' || s::text end as version
      from pg_current_snapshot() s`,
  )
  return row?.version ?? ''
}

/** A file is written: nobody looks at its preview again. */
export function forgetFile(id: string, hash: string): void {
  plannedFiles.forget(`${id} `)
  preparedFiles.forget(`${hash} `)
}
