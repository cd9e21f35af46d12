import { type Actor, reachOf } from '#kernel/access.ts'
import type { LedgerQuery } from './desk-groups.ts'

const DOERS = new Set(['handler', 'head', 'leader', 'verifier'])

/**
 * The condition that leaves of what somebody may see the part that is their own work. Whoever sees only their own has none;
 * an officer who also leads or handles sees everything, and is shown what they lead, else what their unit leads.
 */
export function ownWork(actor: Actor): LedgerQuery {
  if (reachOf(actor, 'desk.view') !== 'everything') return {}
  const own = actor.duties.filter(({ role }) => DOERS.has(role))
  if (own.some(({ role }) => role === 'leader')) return { leader: actor.id }
  const unit = own[0]?.units[0]
  return unit === undefined ? {} : { unit }
}
