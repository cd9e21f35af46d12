import { type Actor, holdsAny } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { type Decision, refuse, wordsOf } from '#kernel/decision.ts'
import { type Action, REFUSALS } from '#kernel/rooms.ts'
import type { LookbackItemId } from '#kernel/rooms/lookback.ts'
import type { ReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { sql } from 'kysely'
import { assign, mayDecide, mayRecord } from '../domain/lookback.ts'
import { proofStands } from './decide.queries.ts'
import { recorderOf } from './items.queries.ts'
import { itemMore, itemRows } from './items.views.ts'
import { type StoredItem, itemsById } from './lookback.queries.ts'

/** One item with the problem behind it and what the reader may do with it, or why not. */
export async function itemPage(db: ReadDb, actor: Actor, today: Day, id: LookbackItemId) {
  const more = await itemMore(db, actor, id)
  const [item] = await itemsById(db, [id])
  const [row] = await itemRows(db, today, sql`where i.id = ${id}`)
  if (!more || !item || !row) throw new RefusalError({ code: 'lookback.item-not-found' })
  const { declaredRaw, declaredOn, from, visitors, ...facts } = more
  return {
    ...facts,
    version: item.version,
    asOf: today,
    row,
    declared: declaredRaw === null && declaredOn === null ? null : { raw: declaredRaw, on: declaredOn, from },
    visitorNames: visitors === null ? [] : visitors.split('、'),
    acts: await actsOn(db, actor, today, item),
  }
}

async function actsOn(db: ReadDb, actor: Actor, today: Day, item: StoredItem) {
  const recorder = await recorderOf(db, actor, item, today)
  const proved = await proofStands(db, item)
  const allowed = (action: Action, decision: () => Decision<unknown>) => ({
    whyNot: whyNot(holdsAny(actor, action) ? decision() : refuse('access.denied')),
  })
  return {
    assign: allowed('lookback.manage', () => assign(item, [])),
    record: allowed('lookback.record', () => mayRecord(item, recorder, item.assignee)),
    decide: allowed('lookback.decide', () => mayDecide(item, actor.id, proved)),
  }
}

const whyNot = (decision: Decision<unknown>) =>
  decision.ok ? null : wordsOf(REFUSALS[decision.refusal.code].message, decision.refusal.detail)
