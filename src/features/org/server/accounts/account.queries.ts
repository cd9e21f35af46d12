import { LOG_IN_WAY_WORDS, type LogInWay } from '#kernel/rooms/org-tables.ts'
import type { ReadDb, WriteTx } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'

type NewAccount = { readonly login: string; readonly way: LogInWay; readonly hash: string; readonly at: Date }
/**
 * A new account, not switched on yet; a local one's password must be changed by its owner first. Call lockPresent before: one account a
 * person.
 */
export async function openAccount(tx: WriteTx, person: string, { login, way, hash, at }: NewAccount): Promise<void> {
  const existing = await tx.selectFrom('account').select('login').where('person_id', '=', person).executeTakeFirst()
  if (existing) throw new RefusalError({ code: 'org.account-exists' })
  const [added] = await tx
    .insertInto('account')
    .values({ person_id: person, login, password_hash: hash, disabled_at: at, used_at: at, ...ownFor(way, at) })
    .onConflict((taken) => taken.column('login').doNothing())
    .returning('login')
    .execute()
  if (!added) throw new RefusalError({ code: 'org.login-taken', detail: { login } })
}

/** How somebody logs in. */
export const wayOf = async (db: ReadDb, person: string): Promise<LogInWay | undefined> =>
  (await db.selectFrom('account').select('way').where('person_id', '=', person).executeTakeFirst())?.way

/** Locks an account and answers its login; `way`: only of somebody who logs in so. */
export async function lockAccount(tx: WriteTx, person: string, way?: LogInWay): Promise<string> {
  const found = await tx.selectFrom('account').select(['login', 'way']).where('person_id', '=', person).forNoKeyUpdate().executeTakeFirst()
  if (!found) throw new RefusalError({ code: 'org.account-missing' })
  if (way && found.way !== way) throw new RefusalError({ code: 'session.password-elsewhere', detail: { way: LOG_IN_WAY_WORDS[found.way] } })
  return found.login
}

/**
 * Switches an account off or on. On it counts as used from that moment, else the next night would disable it anew; of a new local account
 * the first password counts from then.
 */
export async function switchAccount(
  tx: WriteTx,
  person: string,
  to: { readonly off: Date } | { readonly on: Date; readonly isNew: boolean },
): Promise<void> {
  const change = 'off' in to ? { disabled_at: to.off } : { disabled_at: null, used_at: to.on }
  await tx.updateTable('account').set(change).where('person_id', '=', person).execute()
  if ('on' in to && to.isNew)
    await tx.updateTable('account').set({ password_at: to.on }).where('person_id', '=', person).where('way', '=', 'local').execute()
}

/** A password that is kept elsewhere neither ages here nor is changed here. */
const NEVER_AGES = new Date('9000-01-01')
const ownFor = (way: LogInWay, at: Date) => ({ way, must_change: way === 'local', password_at: way === 'local' ? at : NEVER_AGES })

/** Another way of logging in; call setPassword before, also where the password is one that nobody has. */
export async function saveWay(tx: WriteTx, person: string, way: LogInWay): Promise<void> {
  const own = way === 'local' ? { way } : ownFor(way, NEVER_AGES)
  await tx.updateTable('account').set(own).where('person_id', '=', person).execute()
}
