import type { z } from 'zod'
import type { Actor } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { type LookbackItemId, LOOKBACK_RESULT_WORDS } from '#kernel/rooms/lookback.ts'
import { revoke } from '#features/closeout/server/acts.queries.ts'
import { lockAround } from '#features/closeout/server/items.queries.ts'
import { changeVersion } from '#features/matters/server/matters.queries.ts'
import { undeclare } from '#features/problems/server/problems.queries.ts'
import { setLastDay } from '#features/problems/server/recompute-dues.queries.ts'
import { type EventDraft, eventOrThrow } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type Effect, type NewLimit, decide, newLimit, revokeKindOf } from '../domain/lookback.ts'
import type { decideEndpoint } from '../items.contract.ts'
import { campaignReceipt } from './campaign.queries.ts'
import {
  type StoredItem,
  endCampaign,
  itemsById,
  lockCampaign,
  refuseIfItemChanged,
  saveOutcome,
  setLookers,
  standingProof,
  undecidedOf,
  versionNow,
} from './lookback.queries.ts'

type Form = z.output<typeof decideEndpoint.input>
type When = { readonly now: Date; readonly today: Day }

/** Ends one item by somebody else than who recorded it. Reopened: what closed the problem loses its effect, and it runs again. */
export async function decideItem(tx: WriteTx, actor: Actor, expected: { id: LookbackItemId; version: number }, form: Form, when: When) {
  const [unlocked] = await itemsById(asReadDb(tx), [expected.id])
  if (unlocked) await lockAround(tx, unlocked.matterId) // a closure that is taken back may open the item above it
  const [item] = await itemsById(asReadDb(tx), [expected.id])
  if (!item) throw new RefusalError({ code: 'lookback.item-not-found' })
  await lockCampaign(tx, item.lookbackId)
  await refuseIfItemChanged(asReadDb(tx), [item], [expected])
  const effect = eventOrThrow(decide(item, form, actor.id, await proofStands(asReadDb(tx), item)))
  const limit = effect === 'none' ? null : eventOrThrow(newLimit(form, when.today))
  const reason = limit ? `${reasonOf(item, form)}（新的整改时限 ${limit.dueOn}，依据：${limit.basis}）` : reasonOf(item, form)
  await saveOutcome(tx, item.id, { outcome: form.outcome, reason, by: actor.id, at: when.now })
  const reopened = await reopen(tx, actor, item, effect, { ...when, reason: reasonOf(item, form), limit })
  await setLookers(tx, [item.matterId])
  const ended = await endIfLast(tx, item.lookbackId, when.today)
  const events: EventDraft[] = [
    {
      act: 'lookback.decide',
      subject: item.matterId,
      reason: reason === '' ? undefined : reason,
      rows: [['lookback_item', item.id], ...reopened.rows],
    },
    ...reopened.events,
    ...(ended ? [campaignReceipt('lookback.end', item.lookbackId)] : []),
  ]
  return { events, result: { version: await versionNow(asReadDb(tx), 'lookback_item', item.id), ended } }
}

/** What could not be verified has no proof; everything else has some that still stands. */
export const proofStands = async (db: ReadDb, { matterId, result, evidenceIds }: StoredItem) =>
  result === 'unverifiable' || (await standingProof(db, matterId, evidenceIds)).size > 0

/** A reopening always says why: in the words of the officer, else in those of what was found. */
const reasonOf = ({ result, found }: StoredItem, { outcome, reason }: Form) =>
  reason !== '' || outcome === 'verified' || result === null
    ? reason
    : `“回头看”${LOOKBACK_RESULT_WORDS[result]}：${found ?? ''}`.slice(0, 1000)

type Reopened = { readonly rows: EventDraft['rows']; readonly events: readonly EventDraft[] }

/** What an older ledger declares loses its effect; a closure of ours is revoked, and its next cycle begins. */
async function reopen(
  tx: WriteTx,
  actor: Actor,
  item: StoredItem,
  effect: Effect,
  { reason, limit, ...when }: When & { reason: string; limit: NewLimit | null },
): Promise<Reopened> {
  const { matterId: id, matterVersion: expectedVersion, result } = item
  if (effect === 'none' || limit === null) return { rows: [], events: [] }
  if (effect === 'revoke') {
    const { events } = await revoke(
      tx,
      { actor, id, expectedVersion, ...when },
      { kind: revokeKindOf(result), reason, ...limit, measureIds: [] },
    )
    return { rows: [], events }
  }
  await undeclare(tx, id)
  await setLastDay(tx, id, limit.dueOn)
  await changeVersion(tx, id)
  const rows = [['matter', id] as const, ['problem', id] as const]
  return { rows, events: [] }
}

async function endIfLast(tx: WriteTx, lookbackId: string, today: Day): Promise<boolean> {
  if ((await undecidedOf(tx, lookbackId)).length > 0) return false
  await endCampaign(tx, lookbackId, today)
  return true
}
