import type { Act } from '#kernel/rooms.ts'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import type { LookbackId } from '#kernel/rooms/lookback.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { lockMatters } from '#features/matters/server/matters.queries.ts'
import { type EventDraft, eventOrThrow } from '#platform/commit.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import { end, mayStart, mayTakeIn } from '../domain/lookback.ts'
import type { startEndpoint } from '../lookback.contract.ts'
import {
  type Added,
  addCampaign,
  addItems,
  endCampaign,
  lockCampaign,
  lockScopes,
  setLookers,
  undecidedOf,
  refuseEnded,
} from './lookback.queries.ts'
import { countScope } from './scope.queries.ts'

type Form = z.output<typeof startEndpoint.input>

/** Begins a campaign with one item a closure: the same number of statements for one as for ten thousand. */
export async function start(tx: WriteTx, form: Form, personId: PersonId, today: Day) {
  await lockScopes(tx)
  const { items: found } = await countScope(asReadDb(tx), form.scope)
  eventOrThrow(mayStart(form, found, today))
  const id = randomUUID() as LookbackId
  await addCampaign(tx, { ...form, id, startedOn: today, personId })
  const added = await addItems(tx, id, form.scope)
  return { events: [campaignReceipt('lookback.start', id), ...receiptsOf(added, form.name)], id, items: added.length }
}

/** Takes the scope of a campaign again and adds what is new in it; what was taken before stays as it is. */
export async function extend(tx: WriteTx, id: LookbackId, expectedVersion: number, expected: number) {
  await lockScopes(tx)
  const { scope, endedOn, name } = await lockCampaign(tx, id, expectedVersion)
  refuseEnded(endedOn, '重新取范围')
  const { items: found } = await countScope(asReadDb(tx), scope, id)
  eventOrThrow(mayTakeIn(expected, found))
  const added = await addItems(tx, id, scope)
  return {
    events: [campaignReceipt('lookback.extend', id, `新列入 ${added.length} 项`), ...receiptsOf(added, name)],
    added: added.length,
  }
}

/** Ends a campaign; what is left undecided is named in the reason and free for another one. */
export async function endNow(tx: WriteTx, id: LookbackId, expectedVersion: number, reason: string, today: Day): Promise<EventDraft[]> {
  const left = await undecidedOf(tx, id)
  const matters = left.map(({ matterId }) => matterId)
  await lockMatters(tx, matters)
  const { endedOn } = await lockCampaign(tx, id, expectedVersion)
  eventOrThrow(end(left.length, reason, endedOn))
  await endCampaign(tx, id, today)
  await setLookers(tx, matters)
  return [campaignReceipt('lookback.end', id, left.length === 0 ? reason : `${reason}（未处理 ${left.length} 项）`)]
}

export const campaignReceipt = (act: Act, id: string, reason?: string): EventDraft => ({
  act,
  subject: id,
  reason: reason === '' ? undefined : reason,
  rows: [['lookback', id]],
})

/** Each problem's own record says that it was taken in, and by which campaign. */
const receiptsOf = (added: readonly Added[], name: string): EventDraft[] =>
  added.map(({ id, matterId }) => ({ act: 'lookback.take-in', subject: matterId, reason: name, rows: [['lookback_item', id]] }))
