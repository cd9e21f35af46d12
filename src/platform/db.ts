import { type ColumnType, Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { Pool, types } from 'pg'
import type { Column, Columns } from '#kernel/columns.ts'
import type { AllTables, TableName } from '#kernel/rooms.ts'

type RowOf<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer S, infer I, infer U> ? ColumnType<S, I, U> : never }
/** Every declared table as Kysely sees it. */
type Tables = { [T in TableName]: RowOf<AllTables[T]['columns']> }

/** Handlers that read get a read-only type on a read-only role; only commit() hands out a transaction that writes. */
export type ReadDb = ReadonlyKysely<Tables>
export type WriteTx = Kysely<Tables>
export type Database = { readonly pool: Pool; readonly kysely: Kysely<Tables>; readonly close: () => Promise<void> }

/** A jurisdiction's code doubles as its schema's name, so it is checked once, here. */
export type Schema = string & { readonly __schema: unique symbol }
export function schemaOf(name: string): Schema {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name) || name.startsWith('pg_')) throw new Error(`bad schema name: ${name}`)
  return name as Schema
}

// Dates stay 'YYYY-MM-DD' text: a JavaScript Date would move them across midnight.
types.setTypeParser(types.builtins.DATE, (text) => text)

/** The address of our own server, reachable through a socket in a private folder only. */
export const urlOn = (socketDir: string, database = 'bihuan', user = 'bihuan_owner') =>
  `postgresql://${user}@/${database}?host=${encodeURIComponent(socketDir)}`

const LIMITS = '-c timezone=Asia/Shanghai -c lock_timeout=5s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s'

export function openDatabase(url: string, onLost: (error: Error) => void, max = 10): Database {
  const pool = new Pool({ connectionString: url, max, options: LIMITS, connectionTimeoutMillis: 10_000 })
  pool.on('error', onLost) // an idle connection that breaks must not end the process
  pool.on('connect', (client) => client.on('error', () => {})) // nor one in use: its query is refused with the same error
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const close = () => {
    pool.off('error', onLost).on('error', () => {}) // `end` does not wait for the sockets: what breaks now is not lost
    return kysely.destroy()
  }
  return { pool, kysely, close }
}

const OPEN = {
  read: 'begin isolation level repeatable read read only; set local role bihuan_reader',
  write: 'begin; set local role bihuan_app',
} as const

/** One transaction in one district's schema, on the least role that serves; opened in one round trip. */
async function transaction<T>(db: Database, schema: Schema, kind: keyof typeof OPEN, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  return db.kysely.connection().execute(async (tx) => {
    try {
      await sql.raw(`${OPEN[kind]}; set local search_path to ${schema}, shared`).execute(tx)
      const result = await work(tx)
      await sql`commit`.execute(tx)
      return result
    } catch (error) {
      await sql`rollback`.execute(tx).catch(() => {}) // the first error is the one to tell
      throw error
    }
  })
}

/** One request's reads: one snapshot, read-only role, in the jurisdiction's schema. */
export const read = <T>(db: Database, schema: Schema, work: (db: ReadDb) => Promise<T>): Promise<T> =>
  transaction(db, schema, 'read', (tx) => work(tx as unknown as ReadDb))

/** Only commit() and the session store call this. */
export const write = <T>(db: Database, schema: Schema, work: (tx: WriteTx) => Promise<T>): Promise<T> =>
  transaction(db, schema, 'write', work)

/** What a transaction that writes may be asked by code that only reads. */
export const asReadDb = (tx: WriteTx): ReadDb => tx as unknown as ReadDb

/** Rows of a query written as SQL; on a ReadDb the role and the transaction keep it from writing. */
export const queryRows = async <T>(db: ReadDb, query: RawBuilder<T>): Promise<T[]> => (await query.execute(db as unknown as WriteTx)).rows
