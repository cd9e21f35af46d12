import { sql } from 'kysely'
import type { Actor } from '#kernel/access.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { dayIn } from '../clock.ts'
import { committer } from '../commit.ts'
import { type Schema, type WriteTx, asReadDb, queryRows, read, schemaOf, write } from '../db.ts'
import { answerTo } from '../errors.ts'
import { type App, answersOf } from '../app.ts'
import { originOfJob } from '../record/origin.ts'
import { RefusalError } from '../refusal-error.ts'
import { type Defined, JobData, type Progress } from './job-types.ts'
import { JobOver } from './jobs.ts'
import { QUEUE_SCHEMA } from './queue-schema.ts'

/** One try at a job, as the queue handed it out. Its number fences it: who comes back after another try has begun changes nothing. */
export type Attempt = {
  readonly id: string
  readonly name: string
  readonly retryCount: number
  readonly data: unknown
  readonly signal: AbortSignal
}
export type Runner = {
  readonly app: App
  /** Who somebody is today: their roles; undefined for who has left or whose account is off. */
  readonly actorById: (schema: Schema, person: PersonId, now: Date) => Promise<Actor | undefined>
  /** Ends the job with its result in this transaction; false where this try does not hold it any more. */
  readonly settle: (tx: WriteTx, attempt: Attempt, result: unknown) => Promise<boolean>
}

/** Often enough to be watched, seldom enough to cost nothing. */
const EVERY_MS = 250

/** Why a job broke, in words for people; what the program says of it stands beside them. */
class JobFailure extends Error {
  readonly detail: string
  constructor(message: string, cause: Error) {
    super(message, { cause })
    this.detail = cause.message
  }
}

/** Runs one try. A refusal is an answer, not a failure: it is not tried again. Whatever else goes wrong is thrown, and tried again later. */
export async function runJob(runner: Runner, defined: Defined, attempt: Attempt): Promise<unknown> {
  const { app, actorById } = runner
  const { schema: code, person, input } = JobData.parse(attempt.data)
  const schema = schemaOf(code)
  const now = app.clock()
  const actor = person === null ? undefined : await actorById(schema, person, now)
  const author = { person, request: attempt.id, at: now, origin: originOfJob(actor) }
  const commit = committer(app.db, schema, author, answersOf(app))
  const context = {
    id: attempt.id,
    now,
    today: dayIn(now),
    schema,
    signal: attempt.signal,
    read: <T>(work: Parameters<typeof read<T>>[2]) => read(app.db, schema, work),
    progress: progressOf(app, schema, attempt),
    finish: <R>(work: Parameters<typeof commit<R>>[0]) =>
      commit<R>(async (tx) => {
        const done = await work(tx)
        // after the events, which take seconds where there are many: until then the job can be cancelled, and says that it lives
        const last = async () => {
          if (!(await runner.settle(tx, attempt, done.result ?? null))) throw new JobOver()
        }
        return { ...done, last }
      }),
  }
  try {
    return (await defined.run(context, actor, input)) ?? null
  } catch (error) {
    return refusalOf(error as Error)
  }
}

/** The answer of a job that was refused; throws everything else. */
function refusalOf(error: Error) {
  if (error instanceof JobOver) return null
  const { body } = answerTo(error)
  if (error instanceof RefusalError) return { refusal: { code: body.code, message: body.message } }
  throw new JobFailure(body.message, error)
}

/** Written on a connection of its own, only while the try holds the job: so one statement tells others and finds out whether to go on. */
function progressOf(app: App, schema: Schema, { id, name, retryCount, signal }: Attempt): Progress {
  let last = { phase: '', at: 0 }
  return async (phase, done, total) => {
    if (signal.aborted) throw new JobOver()
    if (phase === last.phase && done !== total && Date.now() - last.at < EVERY_MS) return
    last = { phase, at: Date.now() }
    const held = await write(app.db, schema, async (tx) => {
      // nobody misses it after a power cut, and to wait for the disk would be to wait for all that the job itself has written so far
      await sql`set local synchronous_commit = off`.execute(tx)
      return queryRows(
        asReadDb(tx),
        sql`insert into job_progress (job_id, phase, done, total, at)
          select id, ${phase}, ${done ?? null}::int, ${total ?? null}::int, ${app.clock()}::timestamptz from ${sql.table(`${QUEUE_SCHEMA}.job`)}
          where name = ${name} and id = ${id} and state = 'active' and retry_count = ${retryCount}
          on conflict (job_id) do update set phase = excluded.phase, done = excluded.done, total = excluded.total, at = excluded.at
          returning job_id`,
      )
    })
    if (held.length === 0) throw new JobOver()
  }
}

/** What is left of jobs that the queue has forgotten. */
export const sweepProgress = (tx: WriteTx) =>
  sql`delete from job_progress p where not exists (select from ${sql.table(`${QUEUE_SCHEMA}.job`)} j where j.id = p.job_id)`.execute(tx)
