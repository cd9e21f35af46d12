import { PgBoss } from 'pg-boss'
import { expect, inject, onTestFinished, vi } from 'vitest'
import type { JobView } from '#features/jobs/jobs.contract.ts'
import { actorById } from '#features/org/server/accounts/session.queries.ts'
import { dayIn } from '#platform/clock.ts'
import { read, urlOn } from '#platform/db.ts'
import type { App } from '#platform/app.ts'
import type { JobQueue } from '#platform/jobs/job-types.ts'
import { openQueue } from '#platform/jobs/open-queue.ts'
import { district } from './database.ts'
import { testServer } from './server.ts'

type Server = Awaited<ReturnType<typeof testServer>>
/** As long as a poll may take (vitest.config.ts), for what gives back what it waited for. */
export const JOB_MS = 60_000

/** A server with an empty queue that it works on, as the product does; `open` opens another process's view of the same queue. */
export async function queuedServer(options?: Parameters<typeof testServer>[0]) {
  const server = await testServer(options)
  await server.owner.query('delete from pgboss.job; delete from pgboss.schedule')
  const { rows } = await server.owner.query<{ name: string }>('select current_database() as name')
  const url = urlOn(inject('socketDir'), rows[0]?.name)
  const open = async (app: App = server.app): Promise<JobQueue> => {
    const queue = await openQueue(app, {
      url,
      schema: district,
      alone: false,
      actorById: (schema, person, now) => read(server.db, schema, (tx) => actorById(tx, person, dayIn(now))),
      onError: () => {},
    })
    onTestFinished(() => queue.stop())
    return queue
  }
  /** What an older program did daily. */
  const scheduleOld = async (name: string) => {
    const boss = bossOf(url)
    await boss.start()
    await boss.createQueue(name)
    await boss.schedule(name, '0 0 * * *', {}, { tz: 'Asia/Shanghai', key: district })
    await boss.stop()
  }
  /** Puts in a job and waits until it is done. */
  const runJob = async (name: string, data: { readonly person: string | null; readonly about: string; readonly input: unknown }) => {
    const boss = bossOf(url)
    await boss.start()
    const id = await boss.send(name, { schema: district, ...data })
    const state = async () =>
      (await server.owner.query<{ state: string }>('select state::text from pgboss.job where id = $1', [id])).rows[0]?.state
    await expect.poll(state).toBe('completed')
    await boss.stop()
    return String(id)
  }
  /** What the clock causes every day, now. */
  const runDaily = (name: string) => runJob(name, { person: null, about: '', input: null })
  return { ...server, open, runJob, runDaily, scheduleOld }
}

const bossOf = (connectionString: string) =>
  new PgBoss({ connectionString, schema: 'pgboss', migrate: false, supervise: false, schedule: false, registerInstance: false, max: 1 })

/** Waits until a job of the endpoint's has come to this state. */
export const untilJob = (server: Pick<Server, 'as'>, path: string, state: JobView['state']): Promise<JobView> =>
  vi.waitFor(
    async () => {
      const { job } = (await server.as('officer').get(path)).json as { job: JobView | null }
      if (job?.state !== state) throw new Error(`${path} is ${JSON.stringify(job)}`)
      return job
    },
    { timeout: JOB_MS, interval: 50 },
  )
