import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { can } from '#kernel/access.ts'
import { lockMatters } from '#features/matters/server/matters.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { addObjectionEndpoint, answerObjectionEndpoint } from '../closeout.contract.ts'
import { noticeOpen, objectionDay } from '../domain/decide/decide-objection.ts'
import type { ActRequest } from './acts.queries.ts'
import { type Loaded, loadSituation } from './situation.queries.ts'

type ObjectionContext = Omit<ActRequest, 'expectedVersion'>

/** The matter with its file under the lock, while its notice runs. */
async function underNotice(
  tx: WriteTx,
  { actor, id }: ObjectionContext,
  act: string,
): Promise<Loaded & { readonly closeoutId: string; readonly from: string }> {
  await lockMatters(tx, [id])
  const loaded = await loadSituation(asReadDb(tx), actor, id)
  if (!can(actor, 'closeout.notice', loaded.s.subject)) throw new RefusalError({ code: 'access.denied' })
  const open = noticeOpen(loaded.s, act)
  if (!open.ok) throw new RefusalError(open.refusal)
  if (loaded.closeoutId === null) throw new RefusalError({ code: 'matter.not-found' })
  return { ...loaded, closeoutId: loaded.closeoutId, from: open.event }
}

/** What somebody said against a closure while its notice ran. */
export async function addObjection(
  tx: WriteTx,
  context: ObjectionContext,
  { receivedOn, text }: z.output<typeof addObjectionEndpoint.input>,
): Promise<EventDraft[]> {
  const { closeoutId, from } = await underNotice(tx, context, '登记异议')
  refuseDay(receivedOn, from, context.today)
  const id = randomUUID()
  await sql`insert into notice_objection (id, closeout_id, received_on, text, recorded_by)
    values (${id}, ${closeoutId}, ${receivedOn}, ${text}, ${context.actor.id})`.execute(tx)
  return [{ act: 'closeout.object', subject: context.id, rows: [['notice_objection', id]] }]
}

/** What was found of an objection; it may be said anew while the notice runs. */
export async function answerObjection(
  tx: WriteTx,
  context: Omit<ObjectionContext, 'id'>,
  objectionId: string,
  { answer, answeredOn, upheld }: z.output<typeof answerObjectionEndpoint.input>,
): Promise<EventDraft[]> {
  const [meant] = await queryRows<{ id: string; receivedOn: string }>(
    asReadDb(tx),
    sql`select c.matter_id as id, b.received_on as "receivedOn" from notice_objection b join closeout c on c.id = b.closeout_id where b.id = ${objectionId}`,
  )
  if (!meant) throw new RefusalError({ code: 'closeout.objection-not-found' })
  await underNotice(tx, { ...context, id: meant.id }, '答复异议')
  refuseDay(answeredOn, meant.receivedOn, context.today)
  await sql`update notice_objection set answer = ${answer}, answered_on = ${answeredOn}, upheld = ${upheld} where id = ${objectionId}`.execute(
    tx,
  )
  return [{ act: 'closeout.answer-objection', subject: meant.id, rows: [['notice_objection', objectionId]] }]
}

function refuseDay(day: string, from: string, today: string): void {
  const refusal = objectionDay(day, from, today)
  if (refusal) throw new RefusalError(refusal)
}
