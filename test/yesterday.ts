import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Client } from 'pg'
import { urlOn } from '#platform/db.ts'
import { startEmbedded } from '#platform/embedded/embedded.ts'
import { createDatabase, withClient } from '#platform/migrate.ts'

const AT = new URL('fixtures/yesterday/', import.meta.url)
const MIGRATIONS = new URL('../db/migrations/', import.meta.url)
const fixture = (name: string): unknown => JSON.parse(gunzipSync(readFileSync(new URL(`${name}.json.gz`, AT))).toString('utf8'))

type LedgerShown = { readonly rows: readonly Record<string, unknown>[]; readonly counts: object; readonly found: number }
/** What the program of that day answered. */
export const shownYesterday = () =>
  fixture('shown') as {
    readonly verified: { readonly events: number; readonly problems: number }
    readonly ledgers: Readonly<Record<string, LedgerShown>>
  }

/** A stopped data folder as the program of that day left it: its tables by its own migrations, every row, every file. */
export async function restoreYesterday(folder: string): Promise<void> {
  for (const [name, base64] of Object.entries(fixture('files') as Record<string, string>)) {
    const path = join(folder, 'files', name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, Buffer.from(base64, 'base64'))
  }
  writeFileSync(join(folder, 'checkpoints.jsonl'), readFileSync(new URL('checkpoints.jsonl', AT)))
  const server = await startEmbedded(folder, { durable: false })
  try {
    await createDatabase(server.socketDir)
    const tables = fixture('tables') as Record<string, readonly string[]>
    await withClient(urlOn(server.socketDir), (client) => makeTables(client, tables))
    await withClient(urlOn(server.socketDir, 'bihuan', 'postgres'), (client) => fillTables(client, tables))
  } finally {
    await server.stop()
  }
}

async function makeTables(client: Client, tables: Readonly<Record<string, readonly string[]>>): Promise<void> {
  for (const [schema, under] of [
    ['shared', 'shared'],
    ['district', 'jurisdiction'],
  ] as const) {
    await client.query(`create schema ${schema}; set search_path to ${schema}, shared`)
    await client.query('create table migration (name text primary key, checksum text not null, at timestamptz not null default now())')
    const done = (tables[`${schema}.migration`] ?? []).map((row) => (JSON.parse(row) as { name: string }).name)
    const files = readdirSync(new URL(`${under}/`, MIGRATIONS)).filter((name) => done.includes(name))
    for (const name of files.toSorted()) await client.query(readFileSync(new URL(`${under}/${name}`, MIGRATIONS), 'utf8'))
  }
}

async function fillTables(client: Client, tables: Readonly<Record<string, readonly string[]>>): Promise<void> {
  await client.query('set session_replication_role = replica') // no triggers, no foreign keys: rows come in any order
  await client.query('set search_path to district, shared')
  for (const [table, rows] of Object.entries(tables)) {
    await client.query(`delete from ${table}`)
    await client.query(
      `insert into ${table} overriding system value select r.* from unnest($1::text[]) as row (json),
      json_populate_record(null::${table}, row.json::json) r`,
      [rows],
    )
  }
  await client.query("select setval(pg_get_serial_sequence('district.event', 'id'), (select max(id) from district.event))")
}
