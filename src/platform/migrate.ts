import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { Client } from 'pg'
import { type Schema, urlOn } from './db.ts'

const ROOT = new URL('../../db/', import.meta.url)
const LOCK = 7_203_001
type Step = { readonly name: string; readonly text: string; readonly checksum: string }

/** Brings `shared` and every given jurisdiction to today's tables. Forward only; an applied file is never edited. */
export async function migrate(ownerUrl: string, jurisdictions: readonly Schema[]): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK]) // freed with the connection
    await migrateSchema(client, 'shared', stepsIn('shared'))
    for (const schema of jurisdictions) await migrateSchema(client, schema, stepsIn('jurisdiction'))
  })
}

/** Roles and an empty database in our own server; with a DATABASE_URL the operator runs db/roles.sql. */
export async function createDatabase(socketDir: string, name = 'bihuan'): Promise<void> {
  await withClient(urlOn(socketDir, 'postgres', 'postgres'), async (client) => {
    await client.query(readFileSync(new URL('roles.sql', ROOT), 'utf8'))
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)} owner bihuan_owner`)
  })
}

export async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString })
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

async function migrateSchema(client: Client, schema: string, steps: readonly Step[]): Promise<void> {
  await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`)
  await client.query("select set_config('search_path', $1, false)", [schema])
  await client.query(
    'create table if not exists migration (name text primary key, checksum text not null, at timestamptz not null default now())',
  )
  const { rows } = await client.query<Step>('select name, checksum from migration order by name')
  for (const [i, done] of rows.entries()) {
    if (steps[i]?.name !== done.name) throw new Error(`数据库 ${schema} 比程序新，或次序被改动：${done.name}`)
    if (steps[i].checksum !== done.checksum) throw new Error(`已执行的迁移被改动：${schema}/${done.name}`)
  }
  for (const step of steps.slice(rows.length)) await apply(client, step)
  await grant(client, client.escapeIdentifier(schema))
}

async function apply(client: Client, step: Step): Promise<void> {
  await client.query('begin')
  try {
    await client.query(step.text)
    await client.query('insert into migration (name, checksum) values ($1, $2)', [step.name, step.checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`迁移 ${step.name} 失败，未作任何改动`, { cause: error })
  }
}

/** Said again after every run, so that a new table can't be forgotten. */
async function grant(client: Client, schema: string): Promise<void> {
  await client.query(`
    grant usage on schema ${schema} to bihuan_app, bihuan_reader;
    grant select on all tables in schema ${schema} to bihuan_app, bihuan_reader;
    grant insert, update, delete on all tables in schema ${schema} to bihuan_app;
    revoke insert, update, delete on migration from bihuan_app;`)
  const { rowCount } = await client.query("select from pg_class where oid = to_regclass('event')")
  if (rowCount) await client.query('revoke update, delete, truncate on event from bihuan_app')
}
