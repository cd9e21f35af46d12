import type { ReadDb } from '#platform/db.ts'
import type { Jobs } from '#platform/jobs/jobs.ts'
import { whyOf } from '../domain/job-words.ts'
import type { DailyRow, JobsPageReply, ListedJob } from '../jobs.contract.ts'
import { type JobRow, jobRows, lastRuns, viewOf } from './jobs.queries.ts'

/** Everything that runs, waits or failed, what ended last, and what is done daily. */
export async function jobsPage(db: ReadDb, jobs: Jobs): Promise<JobsPageReply> {
  const rows = await jobRows(db)
  const listed = (row: JobRow): ListedJob => ({
    ...viewOf(row),
    title: jobs.defined.get(row.name)?.title ?? row.name,
    detail: whyOf(row.state, row.output).detail,
  })
  const dead = rows.filter((row) => row.dead)
  const alive = rows.filter((row) => !row.dead)
  const of = (...states: JobRow['state'][]) => alive.filter(({ state }) => states.includes(state)).map(listed)
  return {
    running: of('active'),
    waiting: of('created', 'retry'),
    failed: dead.map((row) => ({ ...listed({ ...row, state: 'failed' }), endedAt: row.endedAt?.toISOString() ?? null })),
    ended: of('completed', 'cancelled'),
    daily: await dailyRows(db, jobs),
  }
}

async function dailyRows(db: ReadDb, { defined, queue }: Jobs): Promise<DailyRow[]> {
  const daily = [...defined]
    .flatMap(([name, { title, at }]) => (at === null ? [] : [{ name, title, at: at.padStart(5, '0') }]))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const last = new Map(
    (
      await lastRuns(
        db,
        daily.map(({ name }) => name),
      )
    ).map((row) => [row.name, viewOf(row)]),
  )
  const next = queue?.nextRuns()
  return daily.map(({ name, title, at }) => ({
    title,
    at,
    nextAt: next?.get(name)?.toISOString() ?? null,
    last: last.get(name) ?? null,
  }))
}
