import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { urlOn } from '#platform/db.ts'
import { JOB_MS } from '#test/queue.ts'
import { type District, post, setUp } from './district.ts'
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
  const query = async <T extends object>(sql: string) => (await watcher.query<T>(sql)).rows
  const at = { url: urlOn(socketDir, database, 'postgres') }
  return { servers, start, district, query, left: (intake: string) => leftBy(at, intake) }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no such server')
  return value
}

const commit = (url: string, { officers: [officer] }: District, file: string) => post(url, `/intake/${file}/commit`, officer)

test(
  '两个服务进程、一个数据库：两边同时办，每份只导一次；kill -9 正在办的那个，另一个接着办成，没有写到一半的',
  { timeout: 6 * JOB_MS },
  async () => {
    const { servers, start, district, query, left } = await twoServers()
    const [a, b] = NAMES.map((name) => present(servers.get(name)).url) as [string, string]

    // Held up, two imports are active at once: a process works on one at a time, so each has one of them.
    await query(HOLD)
    const files = []
    for (let n = 0; n < 4; n += 1) files.push(await handIn(a, district, n))
    await Promise.all(files.map((file, n) => commit(n % 2 === 0 ? a : b, district, file)))
    const active = () => query<{ n: number }>("select count(*)::int as n from pgboss.job where name = 'intake.commit' and state = 'active'")
    await expect.poll(active, { timeout: JOB_MS }).toEqual([{ n: 2 }])
    const waiting = () =>
      query<{ name: Name }>(
        "select application_name as name from pg_stat_activity where wait_event = 'advisory' and datname = current_database() order by 1",
      )
    await expect.poll(waiting, { timeout: JOB_MS }).toEqual(NAMES.map((name) => ({ name })))
    await query(LET_GO)
    for (const file of files) await untilImported(b, district, file)
    for (const file of files) expect(await left(file)).toBe('all')

    // The one that works is killed, once before it writes and once while it writes.
    for (const [n, moment] of (['waits', 'writes'] as const).entries()) {
      const [anyUrl = a] = [...servers.values()].map(({ url }) => url)
      const file = await handIn(anyUrl, district, 10 + n)
      await query(HOLD)
      await commit(anyUrl, district, file)
      const [worker] = await vi.waitFor(
        async () => {
          const found = await waiting()
          if (found.length !== 1) throw new Error(JSON.stringify(found))
          return found
        },
        { timeout: JOB_MS, interval: 20 },
      )
      const name = present(worker).name
      const other = present([...servers].find(([each]) => each !== name)?.[1])
      if (moment === 'writes') {
        await query(LET_GO)
        const writes = () =>
          query(
            `select from pg_stat_activity where application_name = '${name}' and backend_xid is not null and datname = current_database()`,
          )
        await vi.waitFor(async () => expect(await writes()).toHaveLength(1), { timeout: JOB_MS, interval: 1 })
      }
      await present(servers.get(name)).kill(false)
      await query(LET_GO)
      const results = new Set<unknown>()
      for (let job = await jobOf(other.url, district, file); job?.state !== 'done'; job = await jobOf(other.url, district, file)) {
        expect(['running', 'retrying', 'waiting']).toContain(job?.state)
        results.add(await left(file))
      }
      for (const state of results) expect(['all', 'none']).toContainEqual(state)
      expect(await left(file)).toBe('all')
      servers.set(name, await start(name, false))
    }
  },
)
