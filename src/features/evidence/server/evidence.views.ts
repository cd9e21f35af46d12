import { type RawBuilder, sql } from 'kysely'
import { type Actor, can, reachOf } from '#kernel/access.ts'
import type { Action } from '#kernel/rooms.ts'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { Settings } from '#kernel/settings.ts'
import { FIRST_NUMBER } from '#features/matters/server/numbers.queries.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { isSettled, mayTakeDown } from '../domain/take-down.ts'
import type { EvidenceItem } from '../evidence.contract.ts'
import type { Limits } from './inspect/inspect.ts'
import { type EvidenceMatter, evidenceMatter } from './evidence.queries.ts'

/** A file as its table says; instants come as Date. */
type Row = Omit<EvidenceItem, 'takenAt' | 'receivedAt' | 'takenDown' | 'allowed'> & {
  readonly takenAt: Date | null
  readonly receivedAt: Date
  readonly downAt: Date | null
  readonly downBy: string | null
  readonly downReason: string | null
  readonly personId: PersonId
  readonly unitId: UnitId
}

const MEGABYTE = 1_048_576
export const limitsOf = (settings: Settings): Limits => ({
  maxBytes: settings['evidence.max-mb'] * MEGABYTE,
  kinds: settings['evidence.kinds'],
})

/** Every file of a matter, and why nothing may be added; a matter out of reach is answered like one that does not exist. */
export async function listEvidence(db: ReadDb, actor: Actor, id: MatterId) {
  const matter = await matterInReach(db, actor, id)
  const rows = await rowsWhere(db, actor, sql`e.matter_id = ${id}`)
  const { maxBytes, kinds } = limitsOf(await loadSettings(db))
  const may = can(actor, 'evidence.add', matter.subject)
  return {
    matter: { no: matter.no, title: matter.title },
    items: rows.map((row) => itemOf(row, actor, matter)),
    limits: { maxBytes, kinds: [...kinds] },
    whyNot: may ? null : '您可以查看这些材料，上传由承办单位、验收人或专班办理',
    whyNoProof: isSettled(matter.state, 'proof') ? '该事项已销号，整改佐证不再增减；备案和“回头看”材料仍可上传' : null,
  }
}

/** One file as the list shows it. */
export async function oneEvidence(db: ReadDb, actor: Actor, id: EvidenceId): Promise<EvidenceItem> {
  const [row] = await rowsWhere(db, actor, sql`e.id = ${id}`)
  const matter = row && (await evidenceMatter(db, row.matterId))
  if (!row || !matter || !can(actor, 'evidence.view', matter.subject)) throw new RefusalError({ code: 'evidence.not-found' })
  return itemOf(row, actor, matter)
}

/** A matter within reach; else as if there were none. */
export async function matterInReach(db: ReadDb, actor: Actor, id: MatterId): Promise<EvidenceMatter> {
  const matter = await evidenceMatter(db, id)
  if (!matter || !can(actor, 'evidence.view', matter.subject)) throw new RefusalError({ code: 'matter.not-found' })
  return matter
}

/** What serving a file needs to know. */
export type StoredFile = {
  readonly matterId: MatterId
  readonly name: string
  readonly hash: string
  readonly mediaType: string
  readonly kind: string
}

/** Where a file within reach is kept; one out of reach is answered like one that does not exist. */
export async function storedFile(db: ReadDb, actor: Actor, id: EvidenceId): Promise<StoredFile> {
  const [found] = await queryRows<StoredFile>(
    db,
    sql`select e.matter_id as "matterId", e.file_name as name, e.file_hash as hash, e.media_type as "mediaType", e.kind
      from evidence e where e.id = ${id} and ${withinReach(reachOf(actor, 'evidence.view'), sql`e.matter_id`)}`,
  )
  if (!found) throw new RefusalError({ code: 'evidence.not-found' })
  return found
}

/** Newest first. Other matters with the same bytes stand beside it within the reader's reach; that there are some beyond it is not for them to know. */
const rowsWhere = (db: ReadDb, actor: Actor, where: RawBuilder<unknown>) =>
  queryRows<Row>(
    db,
    sql`select e.id, e.matter_id as "matterId", e.purpose, e.file_name as name, e.kind, e.media_type as "mediaType", e.file_bytes as bytes, e.file_hash as hash,
        e.pages, e.width, e.height, e.taken_at as "takenAt", e.taken_from as "takenFrom", e.effective_on as "effectiveOn", e.side, e.pair, e.note,
        q.name as by, e.received_at as "receivedAt", e.cycle, e.taken_down_at as "downAt", d.name as "downBy", e.taken_down_reason as "downReason",
        e.person_id as "personId", q.unit_id as "unitId", coalesce(o.elsewhere, '[]') as elsewhere
      from evidence e join person q on q.id = e.person_id left join person d on d.id = e.taken_down_by
      left join lateral (
        select jsonb_agg(jsonb_build_object('matterId', x.id, 'no', x.no, 'title', x.title) order by x.no) as elsewhere
        from (select m.id, m.title, ${FIRST_NUMBER} as no from matter m where ${withinReach(reachOf(actor, 'evidence.view'))}
          and m.id in (select s.matter_id from evidence s where s.file_hash = e.file_hash and s.matter_id <> e.matter_id and s.taken_down_at is null)) x
      ) o on true
      where ${where} order by e.received_at desc, e.id`,
  )

/** The ids of who brought it stay behind at the door: the contract lets no others out. */
function itemOf(row: Row, actor: Actor, matter: EvidenceMatter): EvidenceItem {
  const { downAt, downBy, downReason, takenAt, receivedAt, ...same } = row
  return {
    ...same,
    takenAt: takenAt && takenAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    takenDown: downAt && { at: downAt.toISOString(), by: downBy ?? '', reason: downReason ?? '' },
    allowed: allowedOn(row, actor, matter),
  }
}

function allowedOn({ downAt, purpose, personId, unitId }: Row, actor: Actor, { state, subject }: EvidenceMatter): Action[] {
  if (downAt !== null || isSettled(state, purpose)) return []
  const mine = mayTakeDown(reachOf(actor, 'evidence.take-down'), subject, { by: personId, unit: unitId })
  const describes = personId === actor.id && can(actor, 'evidence.describe', subject)
  return [...(describes ? (['evidence.describe'] as const) : []), ...(mine ? (['evidence.take-down'] as const) : [])]
}
