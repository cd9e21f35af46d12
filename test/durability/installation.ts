import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { expect } from 'vitest'
import { urlOn } from '#platform/db.ts'
import { runFolderOf } from '#platform/embedded/embedded-folder.ts'
import { CLI, PROGRAM_ENV as env } from '#test/program.ts'

const SETUP_CODE = /\d{4}-\d{4}-\d{4}/u

/** The product as `npm start` runs it, in a process of its own on a folder of its own. */
export type Served = {
  readonly url: string
  readonly setupCode: string
  /** kill -9: of the program alone, or of its database at the same moment. */
  readonly kill: (database: boolean) => Promise<void>
  readonly stop: () => Promise<void>
}

export async function serve(
  data: string,
  { first = false, env: more = {} }: { first?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Served> {
  const childEnv = { ...env, ...more }
  const child = spawn(process.execPath, [CLI, 'serve', '--data', data, '--port', '0'], { env: childEnv, stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'exit')
  const greeting = await Promise.race([
    untilOutput(child, first ? SETUP_CODE : /http.*\n/u),
    gone.then(async () => Promise.reject(new Error(await text(child.stderr)))),
  ])
  child.stderr.resume()
  return {
    url: /http:\/\/[\d.:]+/u.exec(greeting)?.[0] ?? '',
    setupCode: SETUP_CODE.exec(greeting)?.[0] ?? '',
    kill: async (database) => {
      child.kill('SIGKILL')
      if (database) process.kill(postmasterOf(data), 'SIGKILL')
      await gone
    },
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Collects what it says until that is complete; the stream goes on flowing, or the program would end with it. */
const untilOutput = ({ stdout }: ChildProcess, complete: RegExp): Promise<string> =>
  new Promise((resolve) => {
    let output = ''
    stdout?.setEncoding('utf8').on('data', (words: string) => {
      output += words
      if (complete.test(output)) resolve(output)
    })
  })

/** The process of a data folder's database that starts the others. */
export const postmasterOf = (data: string) => Number(readFileSync(join(data, 'pg/postmaster.pid'), 'utf8').split('\n')[0])

/** A data folder of our own; `end` ends what runs on it and removes it. */
export function ownFolder(name: string): { readonly data: string; readonly end: () => Promise<void> } {
  const here = mkdtempSync(join(tmpdir(), `bihuan-${name}-`))
  const data = join(here, 'data')
  const end = async () => {
    await endLeftOver(data)
    rmSync(here, { recursive: true, force: true })
  }
  return { data, end }
}

/** Ends a database that a killed program has left behind, and waits until it is gone. */
export async function endLeftOver(data: string): Promise<void> {
  if (!existsSync(join(data, 'pg/postmaster.pid'))) return
  const pid = postmasterOf(data)
  const isOurs = () => existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)
  if (!isOurs()) return
  process.kill(pid, 'SIGQUIT')
  await expect.poll(isOurs).toBe(false)
}

type Ran = { readonly code: number; readonly printed: string; readonly out: string }
/** A command line of the product; answers its exit code and what it printed. */
export const bihuan = (...args: readonly string[]): Promise<Ran> => bihuanWith({}, ...args)
/** The same with more in its environment: another database. */
export async function bihuanWith(more: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number]>])
  return { code, printed: out + errors, out }
}

type Query = <T extends object>(sql: string, values?: readonly unknown[]) => Promise<T[]>

/** A database that is nobody's data folder. */
export type ConnectTo = { readonly url: string }
/** One connection to the running installation's database, as its administrator. */
export async function connected<T>(data: string | ConnectTo, work: (query: Query) => Promise<T>): Promise<T> {
  const connectionString = typeof data === 'string' ? urlOn(runFolderOf(realpathSync(data)), 'bihuan', 'postgres') : data.url
  const client = new Client({ connectionString })
  await client.connect()
  try {
    await client.query('set search_path to district, shared')
    return await work(
      async <R extends object>(sql: string, values: readonly unknown[] = []) => (await client.query<R>(sql, [...values])).rows,
    )
  } finally {
    await client.end()
  }
}

/** What a restore means to change: log-ins end, events are added, places count on; a folder without the old key signs by a new one. */
const CHANGED_BY_RESTORE = ['session', 'event', 'event_seal', 'place_version', 'checkpoint_key']
/** Every other table of the district and of what is sealed, by a hash of its rows. */
export const tablesOf = (where: string | ConnectTo): Promise<Readonly<Record<string, string>>> =>
  connected(where, async (query) => {
    const tables = await query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('district', 'district_sealed') and tablename <> all ($1) order by 1`,
      [CHANGED_BY_RESTORE],
    )
    const hashes: Record<string, string> = {}
    for (const { name } of tables) {
      const [row] = await query<{ hash: string }>(
        `select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as hash from ${name} t`,
      )
      hashes[name] = row?.hash ?? ''
    }
    return hashes
  })

/** The whole backups in a folder, the oldest first. */
export const backupsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^\d{8}T\d{9}Z$/u.test(name))
    .toSorted()
