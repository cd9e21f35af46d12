import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { hashToken } from '#features/org/server/accounts/session-life.queries.ts'
import { type ReadDb, type WriteTx, queryRows } from '#platform/db.ts'

const MINUTES = 10
/** So many codes of one person hold at a time; an older one gives way. */
const AT_ONCE = 5

/** A pass for the camera page of one matter, for ten minutes; only the token's hash is kept. */
export async function openCameraPass(tx: WriteTx, person: PersonId, matterId: MatterId, now: Date) {
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000)
  await tx
    .insertInto('camera_pass')
    .values({ token_hash: hashToken(token), person_id: person, matter_id: matterId, created_at: now, expires_at: expiresAt })
    .execute()
  await sql`delete from camera_pass where person_id = ${person} and token_hash not in (
    select token_hash from camera_pass where person_id = ${person} order by created_at desc, token_hash limit ${AT_ONCE})`.execute(tx)
  return { token, expiresAt: expiresAt.toISOString() }
}

/** Passes that are over open nothing: once a day they are forgotten. */
export const sweepPasses = (tx: WriteTx, now: Date) => tx.deleteFrom('camera_pass').where('expires_at', '<', now).execute()

/** Whose pass this is and for which matter; undefined: never given, over, or the person has logged out since. */
export async function cameraPass(db: ReadDb, token: string, now: Date): Promise<{ person: PersonId; matterId: MatterId } | undefined> {
  const [found] = await queryRows<{ person: PersonId; matterId: MatterId }>(
    db,
    sql`select k.person_id as person, k.matter_id as "matterId" from camera_pass k where k.token_hash = ${hashToken(token)} and k.expires_at > ${now}
      and exists (select from session s where s.person_id = k.person_id and s.created_at <= k.created_at and s.expires_at > ${now} and s.ended_at is null)`,
  )
  return found
}
