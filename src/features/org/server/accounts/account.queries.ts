import type { WriteTx } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'

/** A new account whose password its owner must change first. Call lockPresent before: one account a person. */
export async function openAccount(tx: WriteTx, person: string, login: string, first: { hash: string; at: Date }): Promise<void> {
  const existing = await tx.selectFrom('account').select('login').where('person_id', '=', person).executeTakeFirst()
  if (existing) throw new RefusalError({ code: 'org.account-exists' })
  const [added] = await tx
    .insertInto('account')
    .values({ person_id: person, login, password_hash: first.hash, must_change: true, disabled_at: null, password_at: first.at, used_at: first.at })
    .onConflict((taken) => taken.column('login').doNothing())
    .returning('login')
    .execute()
  if (!added) throw new RefusalError({ code: 'org.login-taken', detail: { login } })
}

/** Locks an account and answers its login. */
export async function lockAccount(tx: WriteTx, person: string): Promise<string> {
  const found = await tx.selectFrom('account').select('login').where('person_id', '=', person).forNoKeyUpdate().executeTakeFirst()
  if (!found) throw new RefusalError({ code: 'org.account-missing' })
  return found.login
}

/** Enabled again it counts as used on that day: else the next night would disable it anew. */
export const switchAccount = (tx: WriteTx, person: string, now: Date, isEnabled = false) =>
  tx
    .updateTable('account')
    .set(isEnabled ? { disabled_at: null, used_at: now } : { disabled_at: now })
    .where('person_id', '=', person)
    .execute()
