import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { changeVersions, lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { receivedFault } from '../../domain/received.ts'
import { changeReceived } from '../problems.queries.ts'

type Form = { readonly receivedOn: Day; readonly reason: string }
type Received = { readonly id: string; readonly title: string; readonly closed: boolean; readonly receivedOn: Day }

/**
 * Another day of receipt for a problem, and for those of its points that were received with it and are still open. The last days that count from
 * it are computed anew by whoever answers to the event (rectification/server/recompute-dues.queries.ts), in the same transaction.
 */
export async function mendReceived(
  tx: WriteTx,
  { id, version }: { readonly id: MatterId; readonly version: number },
  { receivedOn, reason }: Form,
  today: Day,
): Promise<EventDraft[]> {
  const versions = await lockMatters(tx, [id])
  await refuseIfChanged(asReadDb(tx), versions, [{ id, version }])
  const family = await queryRows<Received>(
    asReadDb(tx),
    sql`select m.id, m.title, m.state = 'closed' as closed, p.received_on as "receivedOn" from matter m join problem p on p.matter_id = m.id
      where m.id = ${id} or p.parent_id = ${id} and p.level = 'point'`,
  )
  const problem = family.find((one) => one.id === id)
  if (!problem) throw new RefusalError({ code: 'matter.not-found' })
  const fault = receivedFault(problem, receivedOn, today)
  if (fault) throw new RefusalError(fault)
  const ids = family.filter((one) => !one.closed && one.receivedOn === problem.receivedOn).map((one) => one.id)
  await changeReceived(tx, ids, receivedOn)
  await changeVersions(tx, ids)
  return ids.map((each) => ({ act: 'problem.mend-received', subject: each, reason, rows: [['problem', each]] }))
}
