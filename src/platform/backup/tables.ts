import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Manifest, TableCopy } from './manifest.ts'

/** Values are written the same way wherever they are read: a hash of the text is a hash of the rows. */
const ONE_FORM = `set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex';
  set synchronize_seqscans = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '60s'`
export const inOneForm = async (client: Client): Promise<void> => void (await client.query(ONE_FORM))

type Table = Pick<TableCopy, 'schema' | 'table' | 'columns'>

/** What is backed up: what belongs to everybody, every district and what is sealed of it. The queue makes its tables itself. */
export async function schemasOf(client: Client): Promise<{ districts: string[]; schemas: string[] }> {
  const { rows } = await client.query<{ code: string }>('select code from shared.jurisdiction order by code')
  const districts = rows.map(({ code }) => code)
  const wanted = ['shared', ...districts, ...districts.map((code) => `${code}_sealed`)]
  const { rows: found } = await client.query<{ name: string }>('select nspname as name from pg_namespace where nspname = any($1)', [wanted])
  return { districts, schemas: wanted.filter((name) => found.some((each) => each.name === name)) }
}

/** Every table with the columns that hold something of their own. */
export async function tablesOf(client: Client, schemas: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = any($1) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by 1, 2 order by 1, 2`,
    [schemas],
  )
  return rows
}

export async function sequencesOf(client: Client, schemas: readonly string[]): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    'select schemaname as schema, sequencename as name from pg_sequences where schemaname = any($1) order by 1, 2',
    [schemas],
  )
  const found = []
  for (const { schema, name } of rows) {
    const { rows: values } = await client.query<{ value: string; used: boolean }>(
      `select last_value::text as value, is_called as used from ${nameIn(client, schema, name)}`,
    )
    found.push(...values.map((value) => ({ schema, name, ...value })))
  }
  return found
}

export async function migrationsOf(client: Client, schemas: readonly string[]): Promise<Manifest['migrations']> {
  const found = []
  for (const schema of schemas.filter((each) => !each.endsWith('_sealed')).toSorted()) {
    const { rows } = await client.query<{ name: string; checksum: string }>(
      `select name, checksum from ${nameIn(client, schema, 'migration')} order by name`,
    )
    found.push(...rows.map((row) => ({ schema, ...row })))
  }
  return found
}

const nameIn = (client: Client, schema: string, name: string) => `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`
const columnsIn = (client: Client, { columns }: Table) => columns.map((column) => client.escapeIdentifier(column)).join(', ')

/** The rows of a table as text, one a line, while they are read. */
export function rowsOut(client: Client, table: Table): { readonly content: Readable; readonly rows: () => number } {
  const content = client.query(copyTo(`copy ${nameIn(client, table.schema, table.table)} (${columnsIn(client, table)}) to stdout`))
  return { content, rows: () => content.rowCount }
}

/** Puts rows in; the table is emptied first, so that they stand in the order in which they were read. */
export async function rowsIn(client: Client, table: Table, content: AsyncIterable<Buffer>): Promise<number> {
  const target = nameIn(client, table.schema, table.table)
  const sink: Writable & { rowCount: number } = client.query(copyFrom(`copy ${target} (${columnsIn(client, table)}) from stdin`))
  await pipeline(content, sink)
  return sink.rowCount
}

type Bond = { readonly target: string; readonly name: string; readonly definition: string }
type Trigger = { readonly target: string; readonly name: string; readonly state: string }
const TRIGGER_STATE: Readonly<Record<string, string>> = { O: 'enable', A: 'enable always', R: 'enable replica' }

/**
 * Does its work while no trigger of ours fires and no reference is checked, within the transaction that runs: all of them stand again after it, and every
 * reference is checked then. The owner of the tables may do this; `session_replication_role` would take a superuser.
 */
export async function unhindered(client: Client, schemas: readonly string[], work: () => Promise<void>): Promise<void> {
  const { rows: bonds } = await client.query<Bond>(
    `select conrelid::regclass::text as target, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = any (select oid from pg_namespace where nspname = any($1))`,
    [schemas],
  )
  const { rows: triggers } = await client.query<Trigger>(
    `select t.tgrelid::regclass::text as target, quote_ident(t.tgname) as name, t.tgenabled as state
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgenabled <> 'D' and n.nspname = any($1)`,
    [schemas],
  )
  const each = async (lines: readonly string[]) => void (lines.length > 0 && (await client.query(lines.join(';'))))
  await each(bonds.map(({ target, name }) => `alter table ${target} drop constraint ${name}`))
  await each(triggers.map(({ target, name }) => `alter table ${target} disable trigger ${name}`))
  await work()
  await each(bonds.map(({ target, name, definition }) => `alter table ${target} add constraint ${name} ${definition}`))
  await each(triggers.map(({ target, name, state }) => `alter table ${target} ${TRIGGER_STATE[state] ?? 'enable'} trigger ${name}`))
}

export async function emptied(client: Client, tables: readonly Table[]): Promise<void> {
  await client.query(`truncate ${tables.map(({ schema, table }) => nameIn(client, schema, table)).join(', ')}`)
}

export async function setSequences(client: Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { schema, name, value, used } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [nameIn(client, schema, name), value, used])
}
