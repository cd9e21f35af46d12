import { sql } from 'kysely'
import type { Actor } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { LogInWay } from '#kernel/rooms/org-tables.ts'
import { ADMIN_ROLES, type AdminRole, ROLE_WORDS } from '#kernel/roles.ts'
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

type InOffice = ReadonlySet<AdminRole>

/** Taken before anything that may leave the installation without an administrator; answers which of the three are in office. */
export async function lockAdmins(tx: WriteTx, today: Day): Promise<InOffice> {
  await tx.selectFrom('duty').select('id').where('role', 'in', ADMIN_ROLES).orderBy('id').forNoKeyUpdate().execute()
  return adminsInOffice(tx, today)
}

/** After such a change: whoever of the three was in office still is, in somebody who can log in today and without an end. */
export async function keepAdmins(tx: WriteTx, today: Day, before: InOffice): Promise<void> {
  const left = await adminsInOffice(tx, today)
  const gone = ADMIN_ROLES.find((role) => (before.has(role) || role === 'system_admin') && !left.has(role))
  if (gone) throw new RefusalError({ code: 'org.last-admin', detail: { role: ROLE_WORDS[gone] } })
}

/** Which of the three are in office: in somebody who can log in today and without an end; `way`: and does it so. */
export async function adminsInOffice(tx: WriteTx, today: Day, way?: LogInWay): Promise<InOffice> {
  const rows = await tx
    .selectFrom('duty')
    .innerJoin('person', 'person.id', 'duty.person_id')
    .innerJoin('account', 'account.person_id', 'duty.person_id')
    .select('duty.role')
    .distinct()
    .where('duty.role', 'in', ADMIN_ROLES)
    .where('duty.from_on', '<=', today)
    .where('duty.to_on', 'is', null)
    .where('person.ended_on', 'is', null)
    .where('account.disabled_at', 'is', null)
    .$if(way !== undefined, (query) => query.where('account.way', '=', way ?? 'local'))
    .execute()
  return new Set(rows.map(({ role }) => role as AdminRole))
}

/** After a change of how somebody logs in: one system admin still can where neither directory nor unified log-in answers. */
export async function keepLocalAdmin(tx: WriteTx, today: Day): Promise<void> {
  if (!(await adminsInOffice(tx, today, 'local')).has('system_admin')) throw new RefusalError({ code: 'org.last-local-admin' })
}

/**
 * Roles are the security admin's as soon as one is in office; until then the system admin grants them. So whoever opens accounts gives them no
 * power, and whoever gives power opens no accounts (decision 0035). Nobody grants or ends a role of their own.
 */
export async function refuseNotInCharge(tx: WriteTx, actor: Actor, person: string, today: Day): Promise<void> {
  if (actor.id === person && !holds(actor, 'system_admin')) throw new RefusalError({ code: 'org.own-duty' })
  if (!holds(actor, 'security_admin') && (await adminsInOffice(tx, today)).has('security_admin'))
    throw new RefusalError({ code: 'org.security-only' })
}

/** The same for what log-in demands of everybody: until a security admin is in office the system admin sets it. */
export async function refuseNotSecurity(tx: WriteTx, actor: Actor, today: Day): Promise<void> {
  if (!holds(actor, 'security_admin') && (await adminsInOffice(tx, today)).has('security_admin'))
    throw new RefusalError({ code: 'org.security-settings' })
}

/** Administrators are changed and ended by administrators only: an officer keeps everybody else. */
export async function refuseAdmin(tx: WriteTx, actor: Actor, person: string, today: Day): Promise<void> {
  if (holds(actor, 'system_admin')) return
  const held = await tx
    .selectFrom('duty')
    .select('id')
    .where('person_id', '=', person)
    .where('role', 'in', ADMIN_ROLES)
    .where((is) => is.or([is('to_on', 'is', null), is('to_on', '>=', today)]))
    .executeTakeFirst()
  if (held) throw new RefusalError({ code: 'org.admins-only' })
}

const holds = ({ duties }: Actor, role: AdminRole) => duties.some((duty) => duty.role === role)
