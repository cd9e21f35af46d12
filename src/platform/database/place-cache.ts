import { sql } from 'kysely'
import { type ReadDb, type Transaction, VERSIONS_OF, queryRows, transactionOf } from '../db.ts'

/**
 * Reads something of the place that seldom changes: settings, sources, holidays, names. It is kept in memory and used as long as the version
 * in the snapshot of the reader is the one it was read in, so it is never older than what a query would answer. A transaction that changed
 * the place itself reads anew. What is kept is shared by all requests: nobody changes it.
 */
export function keptByVersion<T>(load: (db: ReadDb) => Promise<T>): (db: ReadDb) => Promise<T> {
  return async (db) => {
    const transaction = transactionOf(db)
    const version = transaction && (await versionIn(db, transaction))
    if (transaction === undefined || version === undefined) return load(db)
    const { values } = transaction.cache
    const place = values.get(transaction.schema) ?? new Map<unknown, { readonly version: string; readonly value: unknown }>()
    values.set(transaction.schema, place)
    const found = place.get(load)
    if (found?.version === version) return found.value as T
    const value = await load(db)
    if ((await versionIn(db, transaction)) === version) place.set(load, { version, value })
    return value
  }
}

/** What versions stand in table place_version for a district; undefined where none does or the transaction has changed something itself. */
async function versionIn(db: ReadDb, transaction: Transaction): Promise<string | undefined> {
  const { connection, kind, schema } = transaction
  if (connection.hasChangedPlace) return undefined
  // a write sees what others commit meanwhile, above all while it waits for a lock; without a statement in between nothing can have come
  if (kind === 'write' && transaction.versionAt !== connection.sent) {
    const [found] = await queryRows(db, sql<{ version: string | null }>`${sql.raw(VERSIONS_OF)} (${schema}, 'shared')`)
    transaction.version = found?.version ?? undefined
    transaction.versionAt = connection.sent
  }
  return transaction.version
}
