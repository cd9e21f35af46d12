import type { Declared, Level } from '#kernel/rooms/problems-tables.ts'
import type { ProblemState } from '#features/problems/domain/problem.ts'
import type { Refusal } from '#kernel/decision.ts'

/** What decides whether work on a matter may be planned, reported or proved at all. */
export type WorkSituation = { readonly level: Level; readonly state: ProblemState; readonly declared: Declared | null }

/** Why nobody may work on a matter now: it is closed, stood closed in an older ledger, or is only the wording that others work on. */
export function closedToWork({ level, state, declared }: WorkSituation): Refusal | null {
  if (level === 'item') return { code: 'rectification.of-item' }
  if (state === 'closed') return { code: 'rectification.closed' }
  return declared === 'closed' ? { code: 'rectification.declared' } : null
}

/** The same for its plan, which a point has not. */
export const closedToPlan = (situation: WorkSituation): Refusal | null =>
  closedToWork(situation) ?? (situation.level === 'point' ? { code: 'plan.of-point' } : null)
