import { sql } from 'kysely'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { type Veto, changedIn } from '#platform/commit.ts'
import { type ReadDb, queryRows, asReadDb } from '#platform/db.ts'

/** Whether seal k names file v as proof of a measure. */
const PROVED_BY = sql`k.facts @> jsonb_build_object('measures', jsonb_build_array(jsonb_build_object('proof', jsonb_build_array(jsonb_build_object('id', v.id)))))`

/** Refuses to take down what a signature that stands rests on: a signed page, a photo of the site, and for ever what an earlier cycle was closed by. */
export const refuseSigned: Veto = async (tx, events) => {
  const [signed] = await queryRows(
    asReadDb(tx),
    sql`select from evidence v join closeout c on c.matter_id = v.matter_id join closeout_entry e on e.closeout_id = c.id
        left join closeout_seal k on k.closeout_id = c.id and k.hash = e.seal
      where v.id = any(${changedIn(events, 'evidence')}::uuid[]) and e.voided_at is null
        and (e.scan_id = v.id or e.facts -> 'verification' -> 'photoIds' ? v.id::text or (c.revoked_on is not null and ${PROVED_BY})) limit 1`,
  )
  return signed ? { code: 'evidence.relied' } : undefined
}

/**
 * Refuses to say anything else of a file on which somebody has applied or signed: it is their photo or page, or stood as proof in what they saw,
 * while that application runs and for ever once it has closed. After a return or withdrawal it may be described again.
 */
export const refuseReliedOn: Veto = async (tx, events) => {
  const [relied] = await queryRows(
    asReadDb(tx),
    sql`select from evidence v join closeout c on c.matter_id = v.matter_id join matter m on m.id = v.matter_id
      join closeout_entry e on e.closeout_id = c.id and e.voided_at is null left join closeout_seal k on k.closeout_id = c.id and k.hash = e.seal
      where v.id = any(${changedIn(events, 'evidence')}::uuid[]) and (e.scan_id = v.id or e.facts -> 'verification' -> 'photoIds' ? v.id::text
        or (e.seq >= (select max(a.seq) from closeout_entry a where a.closeout_id = c.id and a.act = 'apply')
          and (c.closed_on is not null or (m.state <> 'open' and c.cycle = m.cycle))
          and ${PROVED_BY}))
      limit 1`,
  )
  return relied ? { code: 'evidence.describe-relied' } : undefined
}

/** Whether somebody's opinion stands that a change of the matter would void. */
export async function hasOpinions(db: ReadDb, id: MatterId): Promise<boolean> {
  const rows = await queryRows(
    db,
    sql`select from matter m join closeout c on c.matter_id = m.id and c.cycle = m.cycle join closeout_entry n on n.closeout_id = c.id
      where m.id = ${id} and m.state = 'in_closeout' and n.verdict in ('agree', 'pass') and n.act <> 'notice_end' and n.voided_at is null limit 1`,
  )
  return rows.length > 0
}
