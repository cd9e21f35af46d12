import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Chain } from '#kernel/rooms/closeout-chain.ts'
import type { WriteTx } from '#platform/db.ts'
import type { Application, NewEntry, Outcome, Revocation } from '../domain/situation.ts'
import { SEAL_FORM } from './seal.queries.ts'

type NewFile = {
  readonly matterId: string
  readonly cycle: number
  readonly chain: Chain
  readonly chainVersion: number
  readonly applicantId: string
  readonly application: Application
}

/** The file of a cycle, with the chain as it stands now: a later change of the configuration leaves it alone. */
export async function beginFile(
  tx: WriteTx,
  { matterId, cycle, chain, chainVersion, applicantId, application }: NewFile,
  now: Date,
): Promise<string> {
  const id = randomUUID()
  const { statement, lastingMechanism = null, completedOn } = application
  await sql`insert into closeout (id, matter_id, cycle, chain, chain_version, seal_form, statement, lasting_mechanism, completed_on, applied_by, begun_at)
    values (${id}, ${matterId}, ${cycle}, ${JSON.stringify(chain)}::jsonb, ${chainVersion}, ${SEAL_FORM}, ${statement}, ${lastingMechanism}, ${completedOn}, ${applicantId}, ${now})`.execute(
    tx,
  )
  return id
}

/** Applied for again after a return or withdrawal: the same file goes on, with its chain unless that is below the floor, and says what is applied for now. */
export async function resumeFile(
  tx: WriteTx,
  id: string,
  { chain, chainVersion, applicantId, application }: Pick<NewFile, 'chain' | 'chainVersion' | 'applicantId' | 'application'>,
): Promise<void> {
  const { statement, lastingMechanism = null, completedOn } = application
  await sql`update closeout set statement = ${statement}, lasting_mechanism = ${lastingMechanism}, completed_on = ${completedOn},
    applied_by = ${applicantId}, applications = applications + 1, seal_form = ${SEAL_FORM},
    chain_version = case when chain = ${JSON.stringify(chain)}::jsonb then chain_version else ${chainVersion} end, chain = ${JSON.stringify(chain)}::jsonb where id = ${id}`.execute(
    tx,
  )
}

/** The next line of a file, and what was seen under its hash, once; answers the line's id. */
export async function addEntry(tx: WriteTx, closeoutId: string, entry: NewEntry, presented: unknown, now: Date): Promise<string> {
  const id = randomUUID()
  const { step, act, verdict, signatoryId, recorderId, signedOn, text, scanId, seal, facts, confirmBy } = entry
  const sealed = sql`with sealed as (
    insert into closeout_seal (closeout_id, hash, facts) values (${closeoutId}, ${seal}, ${JSON.stringify(presented)}::jsonb) on conflict do nothing)`
  await sql`${seal === null ? sql`` : sealed}
    insert into closeout_entry (id, closeout_id, seq, step, act, verdict, signatory_id, recorder_id, signed_on, text, scan_id, seal, facts, at, confirm_by)
    select ${id}, ${closeoutId}, 1 + coalesce(max(seq), 0), ${step}, ${act}, ${verdict}, ${signatoryId}::uuid, ${recorderId}::uuid, ${signedOn}::date, ${text},
      ${scanId}::uuid, ${seal}, ${JSON.stringify(facts)}::jsonb, ${now}::timestamptz, ${confirmBy}::date from closeout_entry where closeout_id = ${closeoutId}`.execute(
    tx,
  )
  return id
}

/** Entries that stand no longer, each with its reason; they stay readable. */
export async function voidEntries(
  tx: WriteTx,
  voided: readonly { readonly id: string; readonly reason: string }[],
  now: Date,
): Promise<void> {
  await sql`update closeout_entry e set voided_at = ${now}, void_reason = v.reason
    from jsonb_to_recordset(${JSON.stringify(voided)}::jsonb) as v(id uuid, reason text) where e.id = v.id and e.voided_at is null`.execute(
    tx,
  )
}

/** Whose signature it carries stands by it, or a second officer does who has looked at the page. */
export async function confirmEntry(tx: WriteTx, id: string, person: string, now: Date): Promise<void> {
  await sql`update closeout_entry set confirmed_by = ${person}, confirmed_at = ${now} where id = ${id}`.execute(tx)
}

/** What closed it stands no longer: the file runs again. */
export async function reopenFile(tx: WriteTx, id: string): Promise<void> {
  await sql`update closeout set closed_on = null where id = ${id}`.execute(tx)
}

/** What an act does to the head of the file. */
export async function changeFile(
  tx: WriteTx,
  id: string,
  { returned, closedOn, filedOn }: Pick<Outcome, 'returned' | 'closedOn' | 'filedOn'>,
): Promise<void> {
  if (!returned && closedOn === null && filedOn === null) return
  await sql`update closeout set returns = returns + ${returned ? 1 : 0}::int, closed_on = coalesce(${closedOn}::date, closed_on),
    filed_on = coalesce(${filedOn}::date, filed_on) where id = ${id}`.execute(tx)
}

/** The file says that its closure was taken back. */
export async function revokeFile(tx: WriteTx, id: string, { kind, reason }: Revocation, on: Day): Promise<void> {
  await sql`update closeout set revoked_on = ${on}, revoke_kind = ${kind}, revoke_reason = ${reason} where id = ${id}`.execute(tx)
}
