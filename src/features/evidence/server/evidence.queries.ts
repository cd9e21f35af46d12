import { sql } from 'kysely'
import type { Subject } from '#kernel/access.ts'
import type { EvidenceId, EvidenceKind, Purpose, Side, TakenFrom } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { lockMatters } from '#features/matters/server/matters.queries.ts'
import { minuteIn } from '#platform/clock.ts'
import { FIRST_NUMBER } from '#features/matters/server/numbers.queries.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'

/** What a signature on file v rests on, under the names of closeout's FileFacts: its bytes, and all that people say of it. Instants as text in UTC. */
export const FILE_FACTS = sql`jsonb_build_object('id', v.id, 'hash', v.file_hash, 'name', v.file_name,
  'takenAt', to_char(v.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'takenFrom', v.taken_from, 'effectiveOn', v.effective_on,
  'side', v.side, 'pair', v.pair, 'note', v.note)`

/** A file of a matter about to be kept; its bytes are on disk already. */
export type NewEvidence = {
  readonly id: EvidenceId
  readonly matterId: MatterId
  readonly purpose: Purpose
  readonly hash: string
  readonly name: string
  readonly bytes: number
  readonly kind: EvidenceKind
  readonly mediaType: string
  readonly pages: number | null
  readonly width: number | null
  readonly height: number | null
  readonly takenAt: Date | null
  readonly takenFrom: TakenFrom | null
  readonly side: Side | null
  readonly pair: string | null
  readonly person: PersonId
  readonly cycle: number
  readonly now: Date
}

/** What an act on a file needs to know of its matter. */
export type EvidenceMatter = {
  readonly no: string | null
  readonly title: string
  readonly state: string
  readonly cycle: number
  readonly subject: Subject
}
type MatterRow = Omit<EvidenceMatter, 'subject'> & Subject

/** A matter of any kind with who takes part in it; undefined: there is none. Those who write lock it first. */
export async function evidenceMatter(db: ReadDb, id: MatterId): Promise<EvidenceMatter | undefined> {
  const [found] = await queryRows<MatterRow>(
    db,
    sql`select ${FIRST_NUMBER} as no, m.title, m.state, m.cycle, ${participantsColumns()}
      from matter m where m.id = ${id}`,
  )
  if (!found) return undefined
  const { units, persons, ...matter } = found
  return { ...matter, subject: { units, persons } }
}

/** Locks a matter before anything is decided on it (every change of its facts, files or links does). */
export async function lockedEvidenceMatter(tx: WriteTx, id: MatterId): Promise<EvidenceMatter | undefined> {
  await lockMatters(tx, [id])
  return evidenceMatter(asReadDb(tx), id)
}

/** Keeps a file's row. The same bytes still standing at the matter for the same purpose are not kept twice. The caller holds the matter's lock. */
export async function addEvidence(tx: WriteTx, file: NewEvidence): Promise<{ readonly id: EvidenceId; readonly added: boolean }> {
  const [existing] = await queryRows<{ id: EvidenceId }>(
    asReadDb(tx),
    sql`select id from evidence where matter_id = ${file.matterId} and purpose = ${file.purpose} and file_hash = ${file.hash} and taken_down_at is null limit 1`,
  )
  if (existing) return { id: existing.id, added: false }
  const { id, matterId, hash, name, bytes, mediaType, takenAt, takenFrom, person, now, ...same } = file
  await tx
    .insertInto('evidence')
    .values({
      ...same,
      id,
      matter_id: matterId,
      file_hash: hash,
      file_name: name,
      file_bytes: bytes,
      media_type: mediaType,
      taken_at: takenAt,
      taken_from: takenFrom,
      person_id: person,
      received_at: now,
    })
    .execute()
  return { id, added: true }
}

/** Absent: stays as it is; null: taken away. */
export type EvidenceWords = {
  readonly takenAt?: Date | null | undefined
  readonly effectiveOn?: string | null | undefined
  readonly side?: Side | null | undefined
  readonly pair?: string | null | undefined
  readonly note?: string | null | undefined
}

/** What a person says of a file. The caller holds the matter's lock. */
export async function describeEvidence(
  tx: WriteTx,
  id: EvidenceId,
  { takenAt, effectiveOn, side, pair, note }: EvidenceWords,
): Promise<void> {
  const columns = { taken_at: takenAt, effective_on: effectiveOn, side, pair, note }
  const changes = Object.entries(columns).filter(([, value]) => value !== undefined)
  const from = takenAt === undefined ? {} : { taken_from: takenAt === null ? null : ('person' as const) }
  if (changes.length === 0) return
  await tx
    .updateTable('evidence')
    .set({ ...Object.fromEntries(changes), ...from })
    .where('id', '=', id)
    .execute()
}

export type TakingDown = { readonly person: PersonId; readonly reason: string; readonly now: Date }

/** The file stays with the reason and counts no more. The caller holds the matter's lock. */
export const takeDownEvidence = (tx: WriteTx, id: EvidenceId, { person, reason, now }: TakingDown) =>
  tx
    .updateTable('evidence')
    .set({ taken_down_at: now, taken_down_by: person, taken_down_reason: reason })
    .where('id', '=', id)
    .where('taken_down_at', 'is', null)
    .execute()

/** Refuses a file that has been taken down, with who and when. */
export async function refuseTakenDown(db: ReadDb, id: EvidenceId): Promise<void> {
  const [gone] = await queryRows<{ at: Date; who: string }>(
    db,
    sql`select e.taken_down_at as at, q.name as who from evidence e join person q on q.id = e.taken_down_by where e.id = ${id}`,
  )
  if (gone) throw new RefusalError({ code: 'evidence.taken-down', detail: { at: minuteIn(gone.at), who: gone.who } })
}
