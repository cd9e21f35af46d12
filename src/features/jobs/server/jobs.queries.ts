import { sql } from 'kysely'
import type { JobId, JobState } from '#kernel/rooms/jobs.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { DEAD_LETTER } from '#platform/jobs/open-queue.ts'
import { QUEUE_SCHEMA } from '#platform/jobs/queue-schema.ts'
import { whyOf } from '../domain/job-words.ts'
import { type JobView, isUnderWay } from '../jobs.contract.ts'

export type JobRow = {
  readonly id: JobId
  readonly name: string
  readonly state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed'
  readonly about: string
  readonly by: string
  readonly output: Readonly<Record<string, unknown>> | null
  readonly retries: number
  readonly retryLimit: number
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly nextAt: Date
  readonly endedAt: Date | null
  readonly phase: string | null
  readonly done: number | null
  readonly total: number | null
  /** Its tries are used up. */
  readonly dead: boolean
}
const JOB = sql.table(`${QUEUE_SCHEMA}.job`)
/**
 * A job ends in the transaction of what it writes, which bears the moment it began: what was told last is nearer to its end.
 * A job whose tries are used up is shown by what the queue keeps of it, under the name it had.
 */
const COLUMNS = sql`j.id, coalesce(j.source_name, j.name) as name, j.state::text, coalesce(j.data ->> 'about', '') as about, coalesce(n.name, '') as by,
  coalesce(j.source_output, j.output) as output, coalesce(j.source_retry_count, j.retry_count) as retries, j.retry_limit as "retryLimit",
  coalesce(j.source_created_on, j.created_on) as "createdAt", j.started_on as "startedAt", j.start_after as "nextAt",
  case when j.completed_on is not null then greatest(j.completed_on, p.at) when j.source_name is not null then j.created_on end as "endedAt", p.phase, p.done, p.total, j.name = ${DEAD_LETTER} as dead`
const FROM = sql`from ${JOB} j left join job_progress p on p.job_id = j.id left join person n on n.id = (j.data ->> 'person')::uuid
  where j.data ->> 'schema' = current_schema()`

/** The newest job of a name about one thing; undefined where there was none lately. */
export async function latestJob(db: ReadDb, name: string, key: string): Promise<JobView | undefined> {
  const [row] = await queryRows<JobRow>(
    db,
    sql`select ${COLUMNS} ${FROM} and j.name = ${name} and j.singleton_key = ${key} order by j.created_on desc, j.id limit 1`,
  )
  return row && viewOf(row)
}

type Titled = { readonly name: string; readonly title: string }
/** The first of some kinds of jobs about one thing that is begun and not over, and which it is. */
export async function jobUnderWay(db: ReadDb, jobs: readonly Titled[], key: string): Promise<(JobView & Titled) | undefined> {
  for (const { name, title } of jobs) {
    const job = await latestJob(db, name, key)
    if (job && isUnderWay(job.state)) return { ...job, name, title }
  }
  return undefined
}

/** What jobs of a name are about that are under way. */
export async function keysUnderWay(db: ReadDb, name: string): Promise<ReadonlySet<string>> {
  const rows = await queryRows<{ key: string }>(
    db,
    sql`select j.singleton_key as key from ${JOB} j where j.data ->> 'schema' = current_schema() and j.name = ${name} and j.state <= 'active'`,
  )
  return new Set(rows.map(({ key }) => key))
}

/** A person's jobs of one name, newest first; what an administrator put in again stands once, as its newest. */
export async function jobsOfPerson(db: ReadDb, name: string, person: PersonId): Promise<JobView[]> {
  const rows = await queryRows<JobRow>(
    db,
    sql`select * from (
      select distinct on (coalesce(j.source_root_id, j.id)) ${COLUMNS} ${FROM} and j.name = ${name} and j.data ->> 'person' = ${person}
      order by coalesce(j.source_root_id, j.id), j.created_on desc) newest
    order by "createdAt" desc limit 50`,
  )
  return rows.map(viewOf)
}

/** One job by its id, wherever it stands. */
export async function jobRow(db: ReadDb, id: JobId): Promise<JobRow | undefined> {
  const [row] = await queryRows<JobRow>(db, sql`select ${COLUMNS} ${FROM} and j.id = ${id}`)
  return row
}

const LATELY = 30
/** All that wait, run or have used up their tries, and those that ended last. */
export function jobRows(db: ReadDb): Promise<JobRow[]> {
  return queryRows<JobRow>(
    db,
    sql`(select ${COLUMNS} ${FROM} and j.state <= 'active' order by j.created_on desc limit 500)
      union all
      (select ${COLUMNS} ${FROM} and j.state in ('completed', 'cancelled') and j.name <> ${DEAD_LETTER} order by j.completed_on desc limit ${LATELY})`,
  )
}

/** The last time each name was run by the clock. */
export function lastRuns(db: ReadDb, names: readonly string[]): Promise<JobRow[]> {
  return queryRows<JobRow>(
    db,
    sql`select distinct on (j.name) ${COLUMNS} ${FROM} and j.name = any(${[...names]}::text[]) and j.started_on is not null order by j.name, j.created_on desc`,
  )
}

const STATES: Readonly<Record<JobRow['state'], JobState>> = {
  created: 'waiting',
  retry: 'retrying',
  active: 'running',
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
}
const iso = (at: Date | null) => at?.toISOString() ?? null

/** How a job stands, in the words of the pages. */
export function viewOf(row: JobRow): JobView {
  const { refused, message } = whyOf(row.state, row.output)
  const state = refused ? 'refused' : STATES[row.state]
  return {
    id: row.id,
    state,
    about: row.about,
    by: row.by,
    phase: state === 'running' ? (row.phase ?? '') : '',
    done: row.done,
    total: row.total,
    attempt: row.retries + 1,
    attempts: row.retryLimit + 1,
    message,
    createdAt: row.createdAt.toISOString(),
    startedAt: iso(row.startedAt),
    nextAt: state === 'retrying' ? row.nextAt.toISOString() : null,
    endedAt: iso(row.endedAt),
  }
}
