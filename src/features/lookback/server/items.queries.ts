import type { z } from 'zod'
import { type Actor, covers, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { LookbackId, LookbackItemId } from '#kernel/rooms/lookback.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { lockMatters } from '#features/matters/server/matters.queries.ts'
import { type EventDraft, eventOrThrow } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type Recorder, assign, mayRecord, record } from '../domain/lookback.ts'
import { type ProposalPart, type Proposals, propose } from '../domain/proposals.ts'
import type { recordEndpoint } from '../items.contract.ts'
import { checkedAssignee, didWork, holdsRoleIn, unassignedOf } from './assignees.queries.ts'
import {
  type StoredItem,
  itemsById,
  lockCampaign,
  refuseIfItemChanged,
  saveRecord,
  setAssignees,
  setLookers,
  standingProof,
  versionNow,
  refuseEnded,
} from './lookback.queries.ts'

type ExpectedItem = { readonly id: LookbackItemId; readonly version: number }
type To = { readonly unitId: UnitId | null; readonly personId: PersonId | null }

/** Gives items to a unit or a person, or takes them back: all as they were seen, or none. */
export async function assignItems(
  tx: WriteTx,
  lookbackId: LookbackId,
  expected: readonly ExpectedItem[],
  to: To,
  today: Day,
): Promise<EventDraft[]> {
  const path = await checkedAssignee(asReadDb(tx), to, today)
  const items = await lockedItems(
    tx,
    expected.map(({ id }) => id),
  )
  await refuseIfItemChanged(asReadDb(tx), items, expected)
  if (items.some((item) => item.lookbackId !== lookbackId)) throw new RefusalError({ code: 'lookback.item-not-found' })
  for (const item of items) eventOrThrow(assign(item, path))
  return assignAndRefresh(
    tx,
    items.map((item) => ({ ...item, ...to })),
  )
}

/** Who would get which of the items nobody has yet. */
export const proposalsFor = async (db: ReadDb, lookbackId: LookbackId, by: ProposalPart): Promise<Proposals> =>
  propose(await unassignedOf(db, lookbackId, by))

/** Gives out what was proposed, exactly as many as were shown. */
export async function assignBy(tx: WriteTx, lookbackId: LookbackId, by: ProposalPart, expected: number): Promise<EventDraft[]> {
  const wanted = await proposalsFor(asReadDb(tx), lookbackId, by)
  await lockedItems(
    tx,
    wanted.units.flatMap(({ items }) => items),
  )
  refuseEnded((await lockCampaign(tx, lookbackId)).endedOn, '分派')
  const { units } = await proposalsFor(asReadDb(tx), lookbackId, by)
  const assignments = units.flatMap(({ id, items }) => items.map((item) => ({ item, unitId: id })))
  if (assignments.length !== expected)
    throw new RefusalError({ code: 'lookback.proposal-changed', detail: { found: assignments.length, expected } })
  const items = new Map(
    (
      await itemsById(
        asReadDb(tx),
        assignments.map(({ item }) => item),
      )
    ).map((item) => [item.id, item]),
  )
  return assignAndRefresh(
    tx,
    assignments.flatMap(({ item: id, unitId }) => {
      const item = items.get(id)
      return item ? [{ id, matterId: item.matterId, unitId, personId: null }] : []
    }),
  )
}

type AssignedItem = Pick<StoredItem, 'id' | 'matterId' | 'unitId' | 'personId'>

/** Whoever is asked to look takes part in the problem until it is decided. */
async function assignAndRefresh(tx: WriteTx, items: readonly AssignedItem[]): Promise<EventDraft[]> {
  await setAssignees(
    tx,
    items.map(({ id, unitId, personId }) => ({ id, unitId, personId })),
  )
  await setLookers(
    tx,
    items.map(({ matterId }) => matterId),
  )
  return items.map(({ id, matterId }) => ({ act: 'lookback.assign', subject: matterId, rows: [['lookback_item', id]] }))
}

/** Items under the locks of their matters; an unknown one is simply not among them. */
async function lockedItems(tx: WriteTx, ids: readonly string[]): Promise<StoredItem[]> {
  const before = await itemsById(asReadDb(tx), ids)
  await lockMatters(
    tx,
    before.map(({ matterId }) => matterId),
  )
  return itemsById(asReadDb(tx), ids)
}

/** As what somebody would record the result of an item. */
export async function recorderOf(db: ReadDb, actor: Actor, item: StoredItem, today: Day): Promise<Recorder> {
  const reach = reachOf(actor, 'lookback.record')
  const didTheWork = await didWork(db, actor.id, item.matterId)
  if (reach === 'everything') return { everything: true, assigned: true, verifier: false, ofLead: false, didTheWork }
  const units = reach === 'nothing' ? [] : reach.units
  const subject = { units: item.units as UnitId[], persons: item.persons as PersonId[] }
  const verifying = actor.duties.filter(({ role }) => role === 'verifier').flatMap((duty) => duty.units)
  return {
    everything: false,
    didTheWork,
    assigned: item.personId === actor.id || units.some((unit) => unit === item.unitId),
    verifier: verifying.length > 0 && covers({ units: verifying, person: actor.id }, subject),
    ofLead: await holdsRoleIn(
      db,
      actor.id,
      item.leads.map(({ id }) => id),
      today,
    ),
  }
}

/** Whether somebody may see an item at all: the twin of seenBy(). */
function sees(actor: Actor, { unitId, personId, units, persons }: StoredItem): boolean {
  const reach = reachOf(actor, 'lookback.view')
  const assigned = { units: unitId === null ? [] : [unitId as UnitId], persons: personId === null ? [] : [personId as PersonId] }
  return covers(reach, { units: units as UnitId[], persons: persons as PersonId[] }) || covers(reach, assigned)
}

type Form = z.output<typeof recordEndpoint.input>
type When = { readonly now: Date; readonly today: Day }

/** What was found; may be said again until it is decided, and every version is in the record. */
export async function recordResult(tx: WriteTx, actor: Actor, expected: ExpectedItem, form: Form, { now, today }: When) {
  const [item] = await lockedItems(tx, [expected.id])
  if (!item || !sees(actor, item)) throw new RefusalError({ code: 'lookback.item-not-found' })
  await lockCampaign(tx, item.lookbackId)
  eventOrThrow(mayRecord(item, await recorderOf(asReadDb(tx), actor, item, today), item.assignee))
  await refuseIfItemChanged(asReadDb(tx), [item], [expected])
  eventOrThrow(record(form, await standingProof(asReadDb(tx), item.matterId, form.evidenceIds), today))
  await saveRecord(tx, item.id, { ...form, evidenceIds: [...new Set(form.evidenceIds)], by: actor.id, at: now })
  const events: EventDraft[] = [{ act: 'lookback.record', subject: item.matterId, rows: [['lookback_item', item.id]] }]
  return { events, result: { version: await versionNow(asReadDb(tx), 'lookback_item', item.id) } }
}
