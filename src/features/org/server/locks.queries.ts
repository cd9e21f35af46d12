import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'

type Versioned = 'unit' | 'person' | 'inspection' | 'source'

/** A number that changes with whatever a row says: its version, without a column for it. `t` is the row's alias in the query. */
export const versionOf = (t: string) => sql<number>`(hashtext(${sql.ref(t)}::text) & 536870911)`

/** Locks one row; refuses when it is gone or no longer what the caller saw. */
export async function lockExpected(tx: WriteTx, table: Versioned, id: string, expectedVersion: number): Promise<void> {
  const [row] = await queryRows(
    asReadDb(tx),
    sql<{ version: number }>`select ${versionOf('t')} as version from ${sql.table(table)} as t where t.id = ${id} for no key update`,
  )
  if (!row) throw new RefusalError({ code: 'org.not-found' })
  if (row.version !== expectedVersion) throw new RefusalError({ code: 'org.changed' })
}

/** Locks the district itself, so that two people cannot change the tree or a setting at the same moment; answers its id. */
export async function lockPlace(tx: WriteTx): Promise<string> {
  const root = await tx.selectFrom('unit').select('id').where('parent_id', 'is', null).forNoKeyUpdate().executeTakeFirst()
  if (!root) throw new RefusalError({ code: 'org.not-found' })
  return root.id
}

/** Taken before anything that may leave the installation without a system administrator. */
export const lockAdmins = (tx: WriteTx) =>
  tx.selectFrom('duty').select('id').where('role', '=', 'system_admin').orderBy('id').forNoKeyUpdate().execute()

/** After such a change: somebody must still be able to log in as system administrator, today and without an end. */
export async function keepAnAdmin(tx: WriteTx, today: Day): Promise<void> {
  const left = await tx
    .selectFrom('duty')
    .innerJoin('person', 'person.id', 'duty.person_id')
    .innerJoin('account', 'account.person_id', 'duty.person_id')
    .select('duty.id')
    .where('duty.role', '=', 'system_admin')
    .where('duty.from_on', '<=', today)
    .where('duty.to_on', 'is', null)
    .where('person.ended_on', 'is', null)
    .where('account.disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!left) throw new RefusalError({ code: 'org.last-admin' })
}
