import { type ColumnType, Kysely, PostgresDialect, type RawBuilder } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { Pool, type QueryResult, types } from 'pg'
import type { Column, Columns } from '#kernel/columns.ts'
import type { AllTables, TableName } from '#kernel/rooms.ts'
import { type Connection, connectionOf } from './database/connection.ts'

type RowOf<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer S, infer I, infer U> ? ColumnType<S, I, U> : never }
/** Every declared table as Kysely sees it. */
type Tables = { [T in TableName]: RowOf<AllTables[T]['columns']> }

/** Handlers that read get a read-only type on a read-only role; only commit() hands out a transaction that writes. */
export type ReadDb = ReadonlyKysely<Tables>
export type WriteTx = Kysely<Tables>
export type Database = {
  readonly pool: Pool
  readonly kysely: Kysely<Tables>
  readonly cache: PlaceCache
  readonly close: () => Promise<void>
}
/** What this program keeps in memory of a database. */
type PlaceCache = {
  /** How often it has itself changed the place, or ended a session: who holds something from before reads it again. */
  changes: number
  /** By district and loader: see keptByVersion. */
  readonly values: Map<Schema, Map<unknown, { readonly version: string; readonly value: unknown }>>
}

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

/** A server that is frozen ends no statement itself: what it has not answered by then is given up, a little after its own limit. */
const SILENCE_MS = 65_000

export function openDatabase(url: string, onLost: (error: Error) => void, { max = 10, silenceMs = SILENCE_MS } = {}): Database {
  const pool = new Pool({ connectionString: url, max, options: LIMITS, connectionTimeoutMillis: 10_000, query_timeout: silenceMs })
  pool.on('error', onLost) // an idle connection that breaks must not end the process
  pool.on('connect', (client) => client.on('error', () => {})) // nor one in use: its query is refused with the same error
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const close = () => {
    pool.off('error', onLost).on('error', () => {}) // `end` does not wait for the sockets: what breaks now is not lost
    return kysely.destroy()
  }
  return { pool, kysely, cache: { changes: 0, values: new Map() }, close }
}

/** The versions of what is in memory, of the districts that follow. */
export const VERSIONS_OF = `select string_agg(place || ' ' || version, ', ' order by place) as version from shared.place_version where place in`
const OPEN = {
  read: (schema: Schema) =>
    `begin isolation level repeatable read read only; set local role bihuan_reader; set local search_path to ${schema}, shared; ${VERSIONS_OF} ('${schema}', 'shared')`,
  write: (schema: Schema) => `begin; set local role bihuan_app; set local search_path to ${schema}, shared`,
} as const

/** What is known of a transaction that runs. */
export type Transaction = {
  readonly kind: keyof typeof OPEN
  readonly schema: Schema
  readonly cache: PlaceCache
  readonly connection: Connection<Tables>
  /** The version of the place in its snapshot, and after how many statements of the connection it was looked at. */
  version: string | undefined
  versionAt: number
}
const transactions = new WeakMap<object, Transaction>()
/** The transaction that a reader or writer belongs to. */
export const transactionOf = (db: ReadDb): Transaction | undefined => transactions.get(db)

/** One transaction in one district's schema, on the least role that serves; opened in one round trip. */
async function transaction<T>(db: Database, schema: Schema, kind: keyof typeof OPEN, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  const client = await db.pool.connect()
  const connection = connectionOf<Tables>(client)
  let isSilent = false
  try {
    connection.hasChangedPlace = false
    const version = versionFrom(await client.query(OPEN[kind](schema)))
    transactions.set(connection.kysely, { kind, schema, cache: db.cache, connection, version, versionAt: -1 })
    const result = await work(connection.kysely)
    await client.query('commit')
    return result
  } catch (error) {
    isSilent = error instanceof Error && error.message === 'Query read timeout'
    if (!isSilent) await client.query('rollback').catch(() => {}) // the first error is the one to tell
    throw error
  } finally {
    if (connection.hasChangedPlace) db.cache.changes += 1
    transactions.delete(connection.kysely)
    client.release(isSilent) // one that does not answer is not given to the next
  }
}

/** What the last of the statements that open a transaction answers. */
function versionFrom(opened: QueryResult | QueryResult[]): string | undefined {
  const last = Array.isArray(opened) ? opened.at(-1) : opened
  return (last?.rows[0] as { version: string | null } | undefined)?.version ?? undefined
}

/** One request's reads: one snapshot, read-only role, in the jurisdiction's schema. */
export const read = <T>(db: Database, schema: Schema, work: (db: ReadDb) => Promise<T>): Promise<T> =>
  transaction(db, schema, 'read', (tx) => work(tx as unknown as ReadDb))

/** Only commit() and the session store call this. */
export const write = <T>(db: Database, schema: Schema, work: (tx: WriteTx) => Promise<T>): Promise<T> =>
  transaction(db, schema, 'write', work)

/** Rows that are ready to be written: those of a next piece can be made while the database is at the last one. */
export type Ready = (tx: WriteTx) => Promise<unknown>

/** What a transaction that writes may be asked by code that only reads. */
export const asReadDb = (tx: WriteTx): ReadDb => tx as unknown as ReadDb

/** Rows of a query written as SQL; on a ReadDb the role and the transaction keep it from writing. */
export const queryRows = async <T>(db: ReadDb, query: RawBuilder<T>): Promise<T[]> => (await query.execute(db as unknown as WriteTx)).rows
