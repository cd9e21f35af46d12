import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { Client } from 'pg'
import { type Schema, schemaOf, urlOn } from './db.ts'
import { migrateQueue } from './jobs/queue-schema.ts'

const ROOT = new URL('../../db/', import.meta.url)
const LOCK = 7_203_001
const FIRST = schemaOf('district')
type Step = { readonly name: string; readonly text: string; readonly checksum: string }

/** Tables as a backup found them: so many steps, and these districts. */
export type Stage = { readonly shared: number; readonly jurisdiction: number; readonly districts: readonly string[] }

/**
 * Brings `shared` and every district to today's tables, or an empty database to those of a backup, and answers the districts. Forward only; an applied
 * file is never edited.
 */
export async function migrate(url: string, stage?: Stage): Promise<readonly Schema[]> {
  return withClient(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK]) // freed with the connection
    await ensureRoles(client)
    await migrateSchema(client, schemaOf('shared'), stepsIn('shared').slice(0, stage?.shared))
    for (const code of stage?.districts ?? [])
      await client.query('insert into shared.jurisdiction (code) values ($1) on conflict do nothing', [code])
    await client.query('insert into shared.jurisdiction (code) select $1 where not exists (select from shared.jurisdiction)', [FIRST])
    const { rows } = await client.query<{ code: string }>('select code from shared.jurisdiction order by code')
    const districts = rows.map(({ code }) => schemaOf(code))
    for (const schema of districts) await migrateSchema(client, schema, stepsIn('jurisdiction').slice(0, stage?.jurisdiction))
    await migrateQueue(client, url)
    return districts
  })
}

/** The login that owns everything, and an empty database, in our own server. */
export async function createDatabase(socketDir: string, name = 'bihuan'): Promise<void> {
  await withClient(urlOn(socketDir, 'postgres', 'postgres'), async (client) => {
    const { rowCount: owner } = await client.query("select from pg_roles where rolname = 'bihuan_owner'")
    if (!owner) await client.query('create role bihuan_owner login createrole')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)} owner bihuan_owner`)
  })
}

async function ensureRoles(client: Client): Promise<void> {
  try {
    await client.query(readFileSync(new URL('roles.sql', ROOT), 'utf8'))
  } catch (error) {
    throw new Error(
      '数据库账号不能建立或使用 bihuan_app、bihuan_reader、bihuan_sealed 三个角色。请让数据库管理员执行：create role bihuan_app nologin; create role bihuan_reader nologin; create role bihuan_sealed nologin; grant bihuan_app, bihuan_reader, bihuan_sealed to 本账号;',
      { cause: error },
    )
  }
}

/** A connection of its own, without the limits of the pool. */
export async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // a connection that breaks while nothing is asked of it must not end the program; the next query tells
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function stepsIn(folder: string): Step[] {
  const at = new URL(`migrations/${folder}/`, ROOT)
  return readdirSync(at)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(new URL(name, at), 'utf8').replaceAll('\r\n', '\n')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })
}

async function migrateSchema(client: Client, schema: Schema, steps: readonly Step[]): Promise<void> {
  await client.query(`create schema if not exists ${schema}`)
  await client.query("select set_config('search_path', $1, false)", [`${schema}, shared`])
  await client.query(
    `create table if not exists ${schema}.migration (name text primary key, checksum text not null, at timestamptz not null default now())`,
  )
  const { rows } = await client.query<Step>(`select name, checksum from ${schema}.migration order by name`)
  for (const [i, done] of rows.entries()) {
    if (steps[i]?.name !== done.name)
      throw new Error(`数据库比程序新（${schema} 中有本程序不认识的 ${done.name}）。数据未作任何改动，请改用更新版本的闭环程序启动`)
    if (steps[i].checksum !== done.checksum)
      throw new Error(`已执行的迁移被改动：${schema}/${done.name}。数据未作任何改动，请恢复原来的程序文件`)
  }
  for (const step of steps.slice(rows.length)) await apply(client, schema, step)
  await grant(client, schema)
}

async function apply(client: Client, schema: Schema, step: Step): Promise<void> {
  await client.query('begin')
  try {
    await client.query(step.text)
    await client.query(`insert into ${schema}.migration (name, checksum) values ($1, $2)`, [step.name, step.checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`迁移 ${schema}/${step.name} 失败，未作任何改动`, { cause: error })
  }
}

/** Said again after every run, so that a new table can't be forgotten. */
async function grant(client: Client, schema: Schema): Promise<void> {
  await client.query(`
    grant usage on schema ${schema} to bihuan_app, bihuan_reader;
    grant select on all tables in schema ${schema} to bihuan_app, bihuan_reader;
    grant insert, update, delete on all tables in schema ${schema} to bihuan_app;
    grant usage on all sequences in schema ${schema} to bihuan_app;
    revoke insert, update, delete on ${schema}.migration from bihuan_app;`)
  for (const table of ['event', 'event_seal', 'event_redaction', 'verification']) {
    const { rowCount } = await client.query('select from pg_class where oid = to_regclass($1)', [`${schema}.${table}`])
    if (rowCount) await client.query(`revoke update, delete, truncate on ${schema}.${table} from bihuan_app`)
  }
  await grantSealed(client, `${schema}_sealed`)
}

/** What is sealed only grows, and no other role has a way in. */
async function grantSealed(client: Client, store: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_namespace where nspname = $1', [store])
  if (!rowCount) return
  await client.query(`
    revoke all on schema ${store} from public, bihuan_app, bihuan_reader;
    revoke all on all tables in schema ${store} from public, bihuan_app, bihuan_reader;
    grant usage on schema ${store} to bihuan_sealed;
    grant select, insert on all tables in schema ${store} to bihuan_sealed;`)
}
