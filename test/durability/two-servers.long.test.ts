import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { urlOn } from '#platform/db.ts'
import { JOB_MS } from '#test/queue.ts'
import { post, setUp } from './district.ts'
import { handIn, jobOf, leftBy, untilImported } from './imports.ts'
import { type Served, serve } from './installation.ts'

const NAMES = ['server-a', 'server-b'] as const
type Name = (typeof NAMES)[number]
/** Imports wait for each other: while this is held none goes on. */
const HOLD = "select pg_advisory_lock(7203004, hashtext('district'))"
const LET_GO = 'select pg_advisory_unlock_all()'

/** Two servers, each a process of its own, on one new database and one folder of files. */
async function twoServers() {
  const database = `two_${process.pid}`
  const socketDir = inject('socketDir')
  const admin = new Client({ connectionString: urlOn(socketDir, 'postgres', 'postgres') })
  await admin.connect()
  await admin.query(`create database ${database} template template owner bihuan_owner`)
  const watcher = new Client({ connectionString: urlOn(socketDir, database, 'postgres') })
  await watcher.connect()
  const data = mkdtempSync(join(inject('scratch'), 'two-'))
  const start = (name: Name, first: boolean) => serve(data, { first, env: { DATABASE_URL: urlOn(socketDir, database), PGAPPNAME: name } })
  const servers = new Map<Name, Served>([['server-a', await start('server-a', true)]])
  const district = await setUp({ url: urlOn(socketDir, database, 'postgres') }, present(servers.get('server-a')))
  servers.set('server-b', await start('server-b', false))
  onTestFinished(async () => {
    for (const server of servers.values()) await server.stop()
    await watcher.end()
    await admin.query(`drop database ${database} with (force)`)
    await admin.end()
  })
  const ask = async <T extends object>(sql: string) => (await watcher.query<T>(sql)).rows
  const at = { url: urlOn(socketDir, database, 'postgres') }
  return { servers, start, district, ask, left: (intake: string) => leftBy(at, intake) }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no such server')
  return value
}

type Two = Awaited<ReturnType<typeof twoServers>>
const urlIn = ({ servers }: Two, name: Name) => present(servers.get(name)).url
const commit = ({ district }: Two, url: string, file: string) => post(url, `/intake/${file}/commit`, district.officers[0])
/** The servers whose import waits for its turn. */
const waiting = ({ ask }: Two) =>
  ask<{ name: Name }>(
    "select application_name as name from pg_stat_activity where wait_event = 'advisory' and datname = current_database() order by 1",
  )

/** Held up, two imports are active at once: a process works on one at a time, so each has one of them. Let go, each file is imported once. */
async function shareTheWork(two: Two): Promise<void> {
  const { district, ask, left } = two
  const [a, b] = [urlIn(two, 'server-a'), urlIn(two, 'server-b')]
  await ask(HOLD)
  const files: string[] = []
  for (let n = 0; n < 4; n += 1) files.push(await handIn(a, district, n))
  await Promise.all(files.map((file, n) => commit(two, n % 2 === 0 ? a : b, file)))
  await expect.poll(() => waiting(two), { timeout: JOB_MS }).toEqual(NAMES.map((name) => ({ name })))
  await ask(LET_GO)
  for (const file of files) await untilImported(b, district, file)
  for (const file of files) expect(await left(file)).toBe('all')
}

/** The server that works on a file, once it waits for its turn or, let go, once it writes. */
async function workerAt(two: Two, moment: 'waits' | 'writes'): Promise<Name> {
  const { ask } = two
  const [worker] = await vi.waitFor(
    async () => {
      const found = await waiting(two)
      expect(found).toHaveLength(1)
      return found
    },
    { timeout: JOB_MS, interval: 20 },
  )
  const { name } = present(worker)
  if (moment === 'waits') return name
  await ask(LET_GO)
  const writing = `select from pg_stat_activity where application_name = '${name}' and backend_xid is not null and datname = current_database()`
  await vi.waitFor(async () => expect(await ask(writing)).toHaveLength(1), { timeout: JOB_MS, interval: 1 })
  return name
}

/** The one that works is killed: whenever one looks, all of the file is there or nothing, and in the end the other has done it. */
async function outliveOne(two: Two, moment: 'waits' | 'writes', n: number): Promise<void> {
  const { servers, start, district, ask, left } = two
  const file = await handIn(urlIn(two, 'server-a'), district, n)
  await ask(HOLD)
  await commit(two, urlIn(two, 'server-a'), file)
  const name = await workerAt(two, moment)
  const other = present(NAMES.find((each) => each !== name))
  await present(servers.get(name)).kill(false)
  await ask(LET_GO)
  const job = () => jobOf(urlIn(two, other), district, file)
  for (let found = await job(); found?.state !== 'done'; found = await job()) {
    expect(['running', 'retrying', 'waiting']).toContain(found?.state)
    expect(['all', 'none']).toContainEqual(await left(file))
  }
  expect(await left(file)).toBe('all')
  servers.set(name, await start(name, false))
}

const TITLE = '两个服务进程、一个数据库：同时办，每份只导一次；kill -9 正在办的那个，另一个接着办成，没有写到一半的'
test(TITLE, { timeout: 6 * JOB_MS }, async () => {
  const two = await twoServers()
  await shareTheWork(two)
  await outliveOne(two, 'waits', 10)
  await outliveOne(two, 'writes', 11)
})
