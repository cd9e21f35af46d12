import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import { openDatabase, schemaOf, urlOn, write } from '#platform/db.ts'
import { runFolderOf } from '#platform/embedded/embedded-folder.ts'
import { openInstallation } from '../src/app/open-installation.ts'
import { type District, type Places, enterDistrict, makeDistrict, placesOf } from './district.ts'
import { multiply, rememberBase } from './generate/multiply.ts'
import type { Target } from './measure.ts'
import { type Program, postmasterOf, startProduct } from './program.ts'

/** An installation that is measured: its folder, the running server, who works there, its database as the administrator. */
export type Place = {
  readonly data: string
  readonly program: Program
  readonly district: District
  readonly admin: Client
  readonly isNew: boolean
}

export const adminUrl = (data: string) => urlOn(runFolderOf(data), 'bihuan', 'postgres')
export const targetOf = ({ data, program: { url, pid } }: Pick<Place, 'data' | 'program'>): Target => ({
  url,
  pid,
  postmaster: postmasterOf(data),
})

async function administrator(data: string): Promise<Client> {
  const client = new Client({ connectionString: adminUrl(data) })
  client.on('error', () => {}) // the database may go before we do
  await client.connect()
  await client.query('set search_path to district, shared')
  return client
}

/** What PostgreSQL has to say. */
export const logOf = (data: string): string => join(data, 'pg.log')

const notesOf = (data: string) => join(data, 'bench.json')

/** A folder of its own, or one that an earlier run has kept. */
export function folderOf(wanted: string | undefined): string {
  if (wanted === undefined) return mkdtempSync(join(tmpdir(), 'bihuan-bench-'))
  mkdirSync(wanted, { recursive: true })
  return resolve(wanted)
}

/** Starts the product on the folder: sets up a district where there is none, else everybody logs in again. */
export async function open(data: string): Promise<Place> {
  const isNew = !existsSync(notesOf(data))
  const program = await startProduct(data, isNew)
  if (!isNew) {
    const places = JSON.parse(readFileSync(notesOf(data), 'utf8')) as Places
    return { data, program, district: await enterDistrict(program.url, places), admin: await administrator(data), isNew }
  }
  const district = await makeDistrict(program.url, /\d{4}-\d{4}-\d{4}/.exec(program.output)?.[0] ?? '')
  writeFileSync(notesOf(data), JSON.stringify(placesOf(district)))
  const admin = await administrator(data)
  // what counts statements and prints plans; both are there from the next start on, plans only where they are wanted
  await admin.query(`alter system set shared_preload_libraries = 'pg_stat_statements', 'auto_explain'`)
  await admin.query('create extension if not exists pg_stat_statements schema public')
  return { data, program, district, admin, isNew }
}

export async function close({ admin, program }: Place): Promise<void> {
  await admin.end()
  await program.stop()
}

export async function reopen(place: Place): Promise<Place> {
  await close(place)
  return open(place.data)
}

export const forget = (data: string): void => rmSync(data, { recursive: true, force: true })

export const problemsIn = async ({ admin }: Place): Promise<number> =>
  (await admin.query<{ n: number }>('select count(*)::int as n from problem')).rows[0]?.n ?? 0

export const remember = ({ data }: Place): Promise<void> => rememberBase(adminUrl(data))

/** With the server stopped, so many problems by copying what was imported. */
export async function multiplyTo(place: Place, problems: number, step: (text: string) => void): Promise<Place> {
  await close(place)
  const store = await openInstallation(place.data, { attach: false, durable: false })
  try {
    await multiply(adminUrl(place.data), { problems, step })
  } finally {
    await store.close()
  }
  return open(place.data)
}

const SETTLED = `select (select count(*) from event)::int - (select count(*) from event_seal)::int as open,
  (select count(*) from ledger_tally where not folded)::int as unfolded,
  (select count(distinct key) from ledger_reach)::int as reaches,
  (select count(*) from person p where exists (select from session s where s.person_id = p.id)
    and exists (select from duty d where d.person_id = p.id and d.role in ('handler', 'leader', 'head', 'verifier')))::int as narrow`
const PATIENCE_MS = 900_000
/** The keeper folds when there is this much to fold. */
const FOLDED = 1_000

/** Waits until everything written is sealed, lines are kept for all who read only some, and the tally is folded; then vacuum and statistics. */
export async function settle({ admin }: Pick<Place, 'admin'>): Promise<void> {
  type Rest = { open: number; unfolded: number; reaches: number; narrow: number }
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(500)) {
    const { rows } = await admin.query<Rest>(SETTLED)
    const [rest] = rows
    if (rest && rest.open <= 0 && rest.unfolded <= FOLDED && rest.reaches >= rest.narrow) break
    if (Date.now() > end) throw new Error(`not settled: ${JSON.stringify(rest)}`)
  }
  await admin.query('vacuum analyze')
  await admin.query('checkpoint')
}

/** Computes anew what depends on facts, as the product does after a change. */
export const refreshOn = (data: string) => async (ids: readonly string[]) => {
  const db = openDatabase(urlOn(runFolderOf(data)), () => {}, { max: 1, silenceMs: 0 })
  await write(db, schemaOf('district'), (tx) => refreshComputed(tx, ids))
  await db.close()
}
