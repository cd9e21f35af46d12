import { sql } from 'kysely'
import { type Actor, covers, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { Action } from '#kernel/rooms.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { type DueContext, dueFactsOf, loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Terms } from '../domain/measure-deadline.ts'
import type { WorkSituation } from '../domain/work-allowed.ts'
import { doingUnits } from './plan.queries.ts'

/** A matter as the rules of this room see it. */
export type Situation = WorkSituation & {
  readonly id: MatterId
  /** The problem whose measures these are: another one for a point. */
  readonly planOf: MatterId
  readonly version: number
  readonly cycle: number
  readonly receivedOn: Day
  readonly dueOn: Day | null
  readonly sourceId: string | null
  readonly units: readonly UnitId[]
  readonly persons: readonly PersonId[]
}
const WORK = { 'rectification.plan': '编制方案', 'rectification.report': '填报进展', 'rectification.link': '关联佐证' } as const
export type Working = keyof typeof WORK
export const WORKING = Object.keys(WORK) as Working[]

/** A matter that somebody may see; refuses what is out of reach as if it did not exist. */
export async function visibleSituation(db: ReadDb, actor: Actor, id: MatterId, action: Action = 'problem.view'): Promise<Situation> {
  const [found] = await queryRows<Situation>(
    db,
    sql`select m.id, case when p.level = 'point' then p.parent_id else m.id end as "planOf", m.version, m.cycle, m.state, p.level, p.declared,
        p.received_on as "receivedOn", m.due_on as "dueOn", p.source_id as "sourceId", ${participantsColumns()}
      from problem p join matter m on m.id = p.matter_id where m.id = ${id}`,
  )
  if (!found || !covers(reachOf(actor, action), found)) throw new RefusalError({ code: 'matter.not-found' })
  return found
}

/** The same for somebody who is about to work on it: only who does the work may, not who only accepts it. */
export async function workingSituation(db: ReadDb, actor: Actor, id: MatterId, action: Working): Promise<Situation> {
  const situation = await visibleSituation(db, actor, id)
  if (!covers(reachOf(actor, action), await doingUnits(db, id)))
    throw new RefusalError({ code: 'rectification.not-doer', detail: { act: WORK[action] } })
  return situation
}

/** What phrases of this matter's measures are counted by. */
export async function termsOf(db: ReadDb, situation: Situation, today: Day): Promise<Terms> {
  return termsIn(await loadDueContext(db), situation, today)
}

const termsIn = (context: DueContext, situation: Situation, today: Day): Terms => ({
  facts: dueFactsOf(situation, context),
  calendar: context.calendar,
  today,
})
