import { sql } from 'kysely'
import { type WriteTx, asReadDb, openDatabase, queryRows } from '#platform/db.ts'
import { sealAll, writeEvents } from './events.ts'
import { type CopiedTable, copiedTables, copyIntakes, copyRows, keepBase, makeRoom } from './tables.ts'
import { type Base, writeTexts } from './texts.ts'

/** Problems written by one statement. */
const BATCH = 50_000
const EVENTS_EACH = 10
export type Multiplying = { readonly problems: number; readonly step: (text: string) => void }

async function asAdministrator(adminUrl: string, work: (tx: WriteTx) => Promise<void>): Promise<void> {
  const db = openDatabase(adminUrl, () => {}, { max: 1, silenceMs: 0 })
  const settings = ['search_path to district, shared', 'statement_timeout to 0', `work_mem to '256MB'`, `maintenance_work_mem to '1GB'`]
  try {
    await db.kysely.connection().execute(async (tx) => {
      for (const one of settings) await sql.raw(`set ${one}`).execute(tx)
      await sql`begin`.execute(tx)
      await work(tx)
      await sql`commit`.execute(tx)
    })
  } finally {
    await db.close()
  }
}

/**
 * Copies what was imported, set by set, until there are so many problems. Nobody else may be at work: foreign keys are not checked meanwhile and
 * indexes that guard nothing are built afterwards; the product's own triggers run as for every writer.
 */
export const multiply = (adminUrl: string, wanted: Multiplying): Promise<void> => asAdministrator(adminUrl, (tx) => copyAll(tx, wanted))

async function copyAll(tx: WriteTx, { problems, step }: Multiplying): Promise<void> {
  const bases = await basesOf(tx)
  const [present] = await queryRows<{ n: number }>(asReadDb(tx), sql`select count(*)::int as n from problem`)
  const [from, to, batch] = [
    Math.ceil((present?.n ?? 0) / bases.length),
    Math.round(problems / bases.length),
    Math.max(1, Math.floor(BATCH / bases.length)),
  ]
  if (from >= to) return
  const tables = await keptTables(tx)
  await makeRoom(tx, tables)
  const touched = [...tables.map(({ name }) => name), 'event', 'event_seal']
  const guards = (on: boolean, which: string) =>
    sql.join(
      touched.map((name) => sql`alter table ${sql.table(name)} ${sql.raw(`${on ? 'enable' : 'disable'} trigger ${which}`)}`),
      sql`;`,
    )
  for (const one of [guards(false, 'all'), guards(true, 'user')]) await sql.raw(one.compile(tx).sql).execute(tx)
  const indexes = await dropIndexes(tx, (to - from) * bases.length)
  for (let k = from; k < to; k += batch) {
    await writeTexts(tx, bases, { from: k, to: Math.min(to, k + batch) })
    await copyIntakes(tx)
    for (const table of tables) await copyRows(tx, table)
    await writeEvents(tx, tables, EVENTS_EACH)
    step(`${Math.min(to, k + batch) * bases.length} problems`)
  }
  await sealAll(tx)
  step('sealed')
  for (const index of indexes) await sql.raw(index).execute(tx)
  await sql.raw(guards(true, 'all').compile(tx).sql).execute(tx)
  step(`${indexes.length} indexes built`)
}

/** The imported problems, as they were when they were kept. */
const basesOf = (tx: WriteTx): Promise<Base[]> =>
  queryRows<Base>(
    asReadDb(tx),
    sql`select m.id, n.no, p.point, p.wording, p.task, m.search_text as text from bench.base_matter m
      join bench.base_problem p on p.matter_id = m.id join bench.base_matter_number n on n.matter_id = m.id where n.issuer = 'district' order by m.id`,
  )

async function keptTables(tx: WriteTx): Promise<CopiedTable[]> {
  const tables = await queryRows<{ name: string }>(
    asReadDb(tx),
    sql`select table_name as name from information_schema.tables where table_schema = 'bench'`,
  )
  const names = new Set(tables.map(({ name }) => name))
  return (await copiedTables(tx)).filter(({ name }) => names.has(`base_${name}`))
}

/** Keeps the rows of what was imported apart, before anybody changes them: every copy is made of these. */
export const rememberBase = (adminUrl: string): Promise<void> =>
  asAdministrator(adminUrl, async (tx) => {
    await sql`create schema bench`.execute(tx)
    await sql`create table bench.base as select matter_id from problem where level = 'problem'`.execute(tx)
    await sql`create function bench.copied(id uuid, k int) returns uuid immutable strict parallel safe language sql as
      $$ select overlay(overlay(md5(id::text || k::text) placing '4' from 13) placing '8' from 17)::uuid $$`.execute(tx)
    await sql`create unlogged table bench.copy (matter_id uuid, k int, point text, new_point text, no text, new_no text, vector tsvector, hash text)`.execute(
      tx,
    )
    await keepBase(tx, await copiedTables(tx))
  })

/** Indexes that only serve readers, as the statements that make them again; few copies are not worth it. */
async function dropIndexes(tx: WriteTx, copies: number): Promise<string[]> {
  if (copies < BATCH) return []
  const found = await queryRows<{ name: string; definition: string }>(
    asReadDb(tx),
    sql`select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
      join pg_class t on t.oid = i.indrelid where c.relnamespace = current_schema()::regnamespace and not i.indisunique and t.reltuples > 1000`,
  )
  for (const { name } of found) await sql`drop index ${sql.table(name)}`.execute(tx)
  return found.map(({ definition }) => definition)
}
