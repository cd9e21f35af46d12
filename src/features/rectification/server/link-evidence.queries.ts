import type { Act } from '#kernel/rooms.ts'
import { sql } from 'kysely'
import type { Actor } from '#kernel/access.ts'
import { OK } from '#kernel/endpoint.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { lockMatters } from '#features/matters/server/matters.queries.ts'
import { addLinks, removeLinks } from '#features/problems/server/measures.queries.ts'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import { type Reaction, type EventDraft, changedIn, eventOrThrow } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { type LinkChanges, type ProofFile, linkProof } from '../domain/proof.ts'
import { measuresOf, reopenMeasures, refreshWorkDone, unprovedOf } from './plan.queries.ts'
import { workingSituation } from './situation.queries.ts'

type Linking = { readonly id: MatterId; readonly actor: Actor; readonly now: Date }

/** Says which files prove which measures. The version stays: thirty links must not spoil somebody's form. */
export async function linkEvidence(tx: WriteTx, { id, actor, now }: Linking, changes: LinkChanges) {
  await lockMatters(tx, [id])
  const db = asReadDb(tx)
  const situation = await workingSituation(db, actor, id, 'rectification.link')
  const measures = ((await measuresOf(db, [id])).get(id) ?? []).map(({ id: own, no, doneOn, evidence }) => ({
    id: own,
    no,
    isDone: doneOn !== null,
    proofs: evidence.map((file) => file.id),
  }))
  const { add, remove } = eventOrThrow(linkProof({ ...situation, measures, files: await filesOf(db, id, changes) }, changes))
  const by = { person: actor.id, cycle: situation.cycle, now }
  const gone = await removeLinks(tx, remove, by)
  const made = await addLinks(tx, add, by)
  const events = [receiptOf('rectification.link', id, made), receiptOf('rectification.unlink', id, gone)].filter(
    ({ rows }) => rows.length > 0,
  )
  if (events.length > 0) await refreshComputed(tx, [id], { sameDoers: true })
  return { events, result: OK }
}

const receiptOf = (act: Act, subject: MatterId, links: readonly string[]): EventDraft => ({
  act,
  subject,
  rows: links.map((link) => ['measure_evidence', link] as const),
})

const filesOf = (db: ReadDb, id: MatterId, { add, remove }: LinkChanges) =>
  queryRows<ProofFile>(
    db,
    sql`select id, file_name as name, purpose = 'proof' as "isProof", taken_down_at is not null as "takenDown"
      from evidence where matter_id = ${id} and id = any(${[...add, ...remove].map(({ evidenceId }) => evidenceId)}::uuid[])`,
  )

/**
 * A file that was taken down proves nothing any more: what is computed from proof is written again, and a measure that was done with no other
 * proof is no longer done. (A file that was added proves nothing until it is linked.)
 */
export const proofLost: Reaction = async (tx, events) => {
  const files = changedIn(
    events.filter(({ act }) => act === 'evidence.take-down'),
    'evidence',
  )
  if (files.length === 0) return []
  const matters = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`select distinct v.matter_id as id from evidence v join measure_evidence l on l.evidence_id = v.id and l.removed_at is null
      where v.id = any(${files}::uuid[]) order by 1`,
  )
  const answers: EventDraft[] = []
  for (const { id } of matters) {
    await lockMatters(tx, [id])
    const rows = await reopenMeasures(tx, id, await unprovedOf(asReadDb(tx), id))
    if (rows.length > 0) answers.push({ act: 'rectification.reopen', subject: id, reason: '佐证已撤下', rows })
    else await refreshComputed(tx, [id], { sameDoers: true })
  }
  return answers
}

/** A point below another problem answers other measures: since when it is done is counted anew. The receipt of the move shows it. */
export const placedAnew: Reaction = async (tx, events) => {
  for (const { act, subject } of events) if (act === 'problem.place') await refreshWorkDone(tx, subject)
  return []
}
