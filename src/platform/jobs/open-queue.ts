import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { type Schema, type WriteTx, asReadDb, queryRows } from '../db.ts'
import type { App } from '../app.ts'
import type { Defined, JobData, JobQueue } from './job-types.ts'
import { QUEUE_SCHEMA } from './queue-schema.ts'
import { type Attempt, type Runner, runJob } from './run-job.ts'

type Options = Pick<Runner, 'actorById'> & {
  readonly url: string
  readonly schema: Schema
  /** Nobody else can be at work on this database: what seems to be worked on was cut off. */
  readonly alone: boolean
  readonly onError: (message: string) => void
}

/** Jobs whose tries are used up wait here for a person's decision. */
export const DEAD_LETTER = 'dead-letter'
const DAY_S = 86_400
const ZONE = 'Asia/Shanghai'
const STOP_MS = 8_000
/** What was handed back notices at its next step; a statement under way may take its time. */
const UNDO_MS = 5_000
/** How long a process may be silent before its jobs are given to another, how often it says that it lives, and how often others look. */
const SILENT_S = 15
const REFRESH_S = 5
const WATCH_S = 5
const JOB_OPTIONS = {
  retryLimit: 2,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 60,
  expireInSeconds: 3600,
  heartbeatSeconds: SILENT_S,
}
const Response = z.object({ affected: z.number() })

/** Opens the queue for the app and begins to work: a process of its own is not needed, several on one database share the work. */
export async function openQueue(app: App, { url, schema, alone, actorById, onError }: Options): Promise<JobQueue> {
  const { PgBoss, fromKysely } = await import('pg-boss')
  const boss = new PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    max: 4,
    migrate: false,
    useListenNotify: true,
    superviseIntervalSeconds: WATCH_S,
    monitorIntervalSeconds: WATCH_S,
    registerInstance: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => onError(error.message))
  await boss.start()
  await makeQueues(boss, app)
  await setSchedules(boss, app, schema)
  if (alone) await takeUp(boss)
  const settle: Runner['settle'] = async (tx, { name, id, retryCount }, result) => {
    const ended = await boss.complete(name, { id, retryCount }, result as object | null, { db: fromKysely(tx) })
    return Response.parse(ended).affected === 1
  }
  const running = new Set<Promise<unknown>>()
  const runner: Runner = { app, actorById, settle }
  for (const [name, defined] of app.jobs.defined) await work(boss, name, defined, (attempt) => tracked(running, runner, defined, attempt))
  const queue: JobQueue = {
    send: (tx, name, data, key) => send(boss, tx, { name, data, key, db: fromKysely(tx) }),
    cancel: async (name, id) => Response.parse(await boss.cancel(name, id)).affected === 1,
    redrive: async (id) => (await boss.redrive(DEAD_LETTER, { ids: [id] })) === 1,
    discard: async (id) => void (await boss.deleteJob(DEAD_LETTER, id)),
    nextRuns: () => nextRuns(boss, app),
    stop: async () => {
      app.jobs.queue = undefined
      await boss.stop({ graceful: true, timeout: STOP_MS })
      await Promise.race([Promise.allSettled(running), sleep(UNDO_MS, undefined, { ref: false })])
    },
  }
  app.jobs.queue = queue
  return queue
}

async function makeQueues(boss: PgBoss, { jobs: { defined } }: App): Promise<void> {
  const week = { deleteAfterSeconds: 7 * DAY_S }
  await boss.createQueue(DEAD_LETTER, { retentionSeconds: 60 * DAY_S, ...week })
  for (const [name, { at }] of defined) {
    const options = { ...JOB_OPTIONS, ...week, notify: true, deadLetter: DEAD_LETTER }
    await boss.createQueue(name, { ...options, policy: at === null ? 'exclusive' : 'standard' })
    await boss.updateQueue(name, options) // the queue may have been made by an older program
  }
}

/** What is done daily, in each district; what an older program did and this one does not ends. */
async function setSchedules(boss: PgBoss, { jobs: { defined } }: App, schema: Schema): Promise<void> {
  const daily = [...defined].flatMap(([name, { at, title }]) => (at === null ? [] : [{ name, title, cron: cronOf(at) }]))
  for (const { name, title, cron } of daily)
    await boss.schedule(name, cron, { schema, person: null, about: title, input: null }, { tz: ZONE, key: schema, missed: 'once' })
  for (const { name, key } of await boss.getSchedules()) if (!daily.some((one) => one.name === name)) await boss.unschedule(name, key)
}

const cronOf = (at: string) => {
  const [hour, minute] = at.split(':')
  return `${Number(minute)} ${hour === '*' ? '*' : Number(hour)} * * *`
}

function nextRuns(boss: PgBoss, { jobs: { defined } }: App): ReadonlyMap<string, Date> {
  const next = new Map<string, Date>()
  for (const [name, { at }] of defined) {
    const [date] = at === null ? [] : boss.previewSchedule(cronOf(at), { tz: ZONE, count: 1 })
    if (date) next.set(name, date)
  }
  return next
}

/** What a killed program was at is tried again at once; that a try was used up for it ends a file that kills the program every time. */
async function takeUp(boss: PgBoss): Promise<void> {
  const { rows } = await boss.getDb().executeSql(`select name, id from ${QUEUE_SCHEMA}.job where state = 'active'`)
  const found = z.array(z.object({ name: z.string(), id: z.string() })).parse(rows)
  for (const { name, id } of found) {
    await boss.fail(name, id, { message: '程序曾中断，已重新排队' })
    await boss.update(name, undefined, { id, startAfter: new Date() })
  }
}

type Sent = { readonly name: string; readonly data: JobData; readonly key: string; readonly db: ReturnType<PgBoss['getDb']> }

async function send(boss: PgBoss, tx: WriteTx, { name, data, key, db }: Sent): Promise<string> {
  const id = await boss.send(name, data, { singletonKey: key, db })
  if (id !== null) return id
  const [under] = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`select id from ${sql.table(`${QUEUE_SCHEMA}.job`)} where name = ${name} and singleton_key = ${key} and state <= 'active'`,
  )
  if (!under) throw new Error(`${name} ${key} was neither put in nor under way`)
  return under.id
}

async function work(boss: PgBoss, name: string, { at }: Defined, run: (attempt: Attempt) => Promise<unknown>): Promise<void> {
  const seconds = at === null ? 2 : 30 // a try that waits for its time is found by looking; what is put in announces itself
  const options = { pollingIntervalSeconds: seconds, notifyPollingIntervalSeconds: seconds, heartbeatRefreshSeconds: REFRESH_S }
  await boss.work<object>(name, options, async ([attempt]) => (attempt ? run(attempt) : null))
}

function tracked(running: Set<Promise<unknown>>, runner: Runner, defined: Defined, attempt: Attempt): Promise<unknown> {
  const run = runJob(runner, defined, attempt)
  running.add(run)
  const end = () => void running.delete(run)
  run.then(end, end)
  return run
}
