import { sql } from 'kysely'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { type ReadDb, type WriteTx, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { newRecoveryCodes, newSecret, plainCode, recoveryHash, stepOf } from './codes.ts'

/** Whether somebody has a second factor. */
export async function hasFactor(tx: WriteTx, person: string): Promise<boolean> {
  const found = await tx.selectFrom('second_factor').select('person_id').where('person_id', '=', person).executeTakeFirst()
  return found !== undefined
}

/** How many people have one: as long as somebody does, the key must not be lost. */
export async function factorTotal(db: ReadDb): Promise<number> {
  const [found] = await queryRows<{ total: number }>(db, sql`select count(*)::int as total from second_factor`)
  return found?.total ?? 0
}

/** Since when somebody has one, and how many recovery codes are left. */
export async function factorOf(db: ReadDb, person: string): Promise<{ since: Date | null; codes: number }> {
  const [found] = await queryRows<{ since: Date | null; codes: number }>(
    db,
    sql`select (select since from second_factor where person_id = ${person}) as since,
      (select count(*)::int from recovery_code where person_id = ${person} and used_at is null) as codes`,
  )
  return found ?? { since: null, codes: 0 }
}

/** The same secret means nothing in somebody else's row. */
const placeOf = (person: string) => `second_factor.secret ${person}`
const sealed = (box: SecretBox, person: string, secret: string) => box.seal(secret, placeOf(person)).toString('base64')
const opened = (box: SecretBox, person: string, stored: string) => box.open(Buffer.from(stored, 'base64'), placeOf(person))

const DRAFT_MS = 15 * 60_000
/** A new secret that is not in use yet; one asked for before is forgotten. */
export async function draftSecret(tx: WriteTx, box: SecretBox, person: string, now: Date): Promise<string> {
  const secret = newSecret()
  const row = { secret: sealed(box, person, secret), at: now }
  await tx
    .insertInto('second_factor_draft')
    .values({ person_id: person, ...row })
    .onConflict((taken) => taken.column('person_id').doUpdateSet(row))
    .execute()
  return secret
}

/** Puts the drafted secret into use if the code is one of it, and answers the recovery codes; undefined: it is not. Call lockAccount before. */
export async function putIntoUse(tx: WriteTx, box: SecretBox, person: string, code: string, now: Date): Promise<string[] | undefined> {
  const draft = await tx.selectFrom('second_factor_draft').selectAll().where('person_id', '=', person).executeTakeFirst()
  const secret = draft && now.getTime() - draft.at.getTime() < DRAFT_MS ? opened(box, person, draft.secret) : undefined
  if (draft === undefined || secret === undefined) throw new RefusalError({ code: 'session.no-draft' })
  const step = stepOf(secret, plainCode(code), now)
  if (step === undefined) return undefined
  const row = { secret: draft.secret, since: now, last_step: String(step) }
  await tx
    .insertInto('second_factor')
    .values({ person_id: person, ...row })
    .onConflict((taken) => taken.column('person_id').doUpdateSet(row))
    .execute()
  await tx.deleteFrom('second_factor_draft').where('person_id', '=', person).execute()
  return renewCodes(tx, person)
}

/** Ten new recovery codes; the old ones open nothing any more. */
export async function renewCodes(tx: WriteTx, person: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await tx.deleteFrom('recovery_code').where('person_id', '=', person).execute()
  await tx
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ person_id: person, code_hash: recoveryHash(person, code), used_at: null })))
    .execute()
  return codes
}

/** Takes the second factor away, with all that belongs to it. */
export async function dropFactor(tx: WriteTx, person: string): Promise<void> {
  for (const table of ['second_factor', 'second_factor_draft', 'recovery_code'] as const)
    await tx.deleteFrom(table).where('person_id', '=', person).execute()
}

/**
 * Spends a code, each once: of a time step only if it lies after the last one that was taken, a recovery code only if it is unused. One
 * statement each, so that of many at once one is right. Answers what it was; undefined: wrong, or taken before.
 */
export async function spendCode(
  tx: WriteTx,
  { box, person, code, now }: { readonly box: SecretBox | undefined; readonly person: string; readonly code: string; readonly now: Date },
): Promise<'code' | 'recovery' | undefined> {
  const typed = plainCode(code)
  if (/^\d{6}$/.test(typed)) return (await spendStep(tx, box, person, typed, now)) ? 'code' : undefined
  return (await spendRecovery(tx, person, recoveryHash(person, typed), now)) ? 'recovery' : undefined
}

async function spendStep(tx: WriteTx, box: SecretBox | undefined, person: string, code: string, now: Date): Promise<boolean> {
  if (!box) throw new RefusalError({ code: 'session.no-key' })
  const found = await tx.selectFrom('second_factor').select('secret').where('person_id', '=', person).executeTakeFirst()
  const secret = found && opened(box, person, found.secret)
  const step = secret === undefined ? undefined : stepOf(secret, code, now)
  if (step === undefined) return false
  const taken = await tx
    .updateTable('second_factor')
    .set({ last_step: String(step) })
    .where('person_id', '=', person)
    .where('last_step', '<', String(step))
    .returning('person_id')
    .executeTakeFirst()
  return taken !== undefined
}

async function spendRecovery(tx: WriteTx, person: string, hash: string, now: Date): Promise<boolean> {
  const taken = await tx
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('person_id', '=', person)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  return taken !== undefined
}
