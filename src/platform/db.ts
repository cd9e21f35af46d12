import { type Generated, type JSONColumnType, Kysely, PostgresDialect, type Transaction, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { Pool, types } from 'pg'

export interface Tables {
  problem: {
    id: string
    number: string
    title: string
    unit_id: string
    unit_name: string
    state: string
    open_measures: number
    due_on: string
    version: Generated<number>
  }
  closeout_application: {
    id: Generated<string>
    problem_id: string
    summary: string
    evidence: JSONColumnType<string[]>
    submitted_by: string
    review_due_on: string
  }
  event: { id: Generated<string>; at: Date; actor_id: string; type: string; subject: string; detail: JSONColumnType<object> }
}
/** Handlers that read get a read-only type on a read-only role; only commit() hands out a transaction that writes. */
export type ReadDb = ReadonlyKysely<Tables>
export type WriteTx = Transaction<Tables>

/** owner changes tables, app changes rows (never those of `event`), reader reads. */
export type Urls = { readonly owner: string; readonly app: string; readonly reader: string }
export type Databases = { readonly app: Kysely<Tables>; readonly reader: Kysely<Tables>; readonly close: () => Promise<void> }

/** A jurisdiction's name doubles as its schema's name, so it is checked once, here. */
export type Schema = string & { readonly __schema: unique symbol }
export function schemaOf(name: string): Schema {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name) || name.startsWith('pg_')) throw new Error(`bad schema name: ${name}`)
  return name as Schema
}

// Dates stay 'YYYY-MM-DD' text: a JavaScript Date would move them across midnight.
types.setTypeParser(types.builtins.DATE, (text) => text)

export const urlOn = (socketDir: string, user: string, database: string) =>
  `postgresql://${user}@/${database}?host=${encodeURIComponent(socketDir)}`
export const embeddedUrls = (socketDir: string, database = 'bihuan'): Urls => ({
  owner: urlOn(socketDir, 'bihuan_owner', database),
  app: urlOn(socketDir, 'bihuan_app', database),
  reader: urlOn(socketDir, 'bihuan_reader', database),
})

const LIMITS = '-c timezone=Asia/Shanghai -c lock_timeout=3s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s'

export function openDatabases(urls: Urls, onLost: (error: Error) => void, max = 8): Databases {
  const open = (connectionString: string) => {
    const pool = new Pool({ connectionString, max, options: LIMITS })
    pool.on('error', onLost) // an idle connection that breaks must not end the process
    return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  }
  const app = open(urls.app)
  const reader = open(urls.reader)
  return { app, reader, close: async () => void (await Promise.all([app.destroy(), reader.destroy()])) }
}

const enter = (tx: Transaction<Tables>, schema: Schema) => sql`select set_config('search_path', ${`${schema}, shared`}, true)`.execute(tx)

/** One request's reads: one snapshot, read-only role, in the jurisdiction's schema. */
export const read = <T>(db: Databases, schema: Schema, work: (db: ReadDb) => Promise<T>): Promise<T> =>
  db.reader
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await enter(tx, schema)
      return work(tx as unknown as ReadDb)
    })

export const write = <T>(db: Databases, schema: Schema, work: (tx: WriteTx) => Promise<T>): Promise<T> =>
  db.app.transaction().execute(async (tx) => {
    await enter(tx, schema)
    return work(tx)
  })
