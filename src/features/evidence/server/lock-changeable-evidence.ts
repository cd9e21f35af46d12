import { type Actor, can, reachOf } from '#kernel/access.ts'
import type { EvidenceId, Purpose } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { sql } from 'kysely'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { isSettled, mayTakeDown } from '../domain/take-down.ts'
import { lockedEvidenceMatter, refuseTakenDown } from './evidence.queries.ts'

type Change = 'evidence.describe' | 'evidence.take-down'
type Held = { readonly matterId: MatterId; readonly purpose: Purpose; readonly by: PersonId; readonly unit: UnitId; readonly who: string }

/** Locks the matter of a file that somebody wants to change, and refuses what they may not: unseen, not theirs, settled, taken down already. */
export async function changeable(tx: WriteTx, actor: Actor, id: EvidenceId, change: Change): Promise<Held> {
  const [held] = await queryRows<Held>(
    asReadDb(tx),
    sql`select e.matter_id as "matterId", e.purpose, e.person_id as by, q.unit_id as unit, q.name as who from evidence e join person q on q.id = e.person_id where e.id = ${id}`,
  )
  const matter = held && (await lockedEvidenceMatter(tx, held.matterId))
  if (!held || !matter || !can(actor, 'evidence.view', matter.subject)) throw new RefusalError({ code: 'evidence.not-found' })
  if (!can(actor, change, matter.subject)) throw new RefusalError({ code: 'access.denied' })
  if (change === 'evidence.take-down' && !mayTakeDown(reachOf(actor, change), matter.subject, held))
    throw new RefusalError({ code: 'evidence.not-yours' })
  refuseSettled(matter.state, held.purpose)
  if (change === 'evidence.describe' && held.by !== actor.id)
    throw new RefusalError({ code: 'evidence.describe-other', detail: { who: held.who } })
  await refuseTakenDown(asReadDb(tx), id)
  return held
}

/** The proof of a closed problem stands as it was. */
export function refuseSettled(state: string, purpose: Purpose): void {
  if (isSettled(state, purpose)) throw new RefusalError({ code: 'evidence.settled' })
}
