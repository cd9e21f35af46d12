import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { MatterId, PersonId } from '#kernel/ids.ts'
import { type ReadDb, type WriteTx, ask } from '#platform/db.ts'

const MINUTES = 10
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** A pass for the camera page of one problem, for ten minutes; only the token's hash is kept. */
export async function openCameraPass(tx: WriteTx, person: PersonId, matterId: MatterId, now: Date) {
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000)
  await tx.deleteFrom('camera_pass').where('expires_at', '<', now).execute()
  await tx
    .insertInto('camera_pass')
    .values({ token_hash: hashOf(token), person_id: person, matter_id: matterId, created_at: now, expires_at: expiresAt })
    .execute()
  return { token, expiresAt: expiresAt.toISOString() }
}

/** Whose pass this is and for which problem; undefined: never given, or over. */
export async function cameraPass(db: ReadDb, token: string, now: Date): Promise<{ person: PersonId; matterId: MatterId } | undefined> {
  const [found] = await ask<{ person: PersonId; matterId: MatterId }>(
    db,
    sql`select person_id as person, matter_id as "matterId" from camera_pass where token_hash = ${hashOf(token)} and expires_at > ${now}`,
  )
  return found
}
