import type { Refusal } from '#kernel/decision.ts'
import type { ChainDecision } from '#kernel/rooms/closeout-tables.ts'

export type Proposal = { readonly proposedBy: string; readonly baseVersion: number }

/** Why somebody may not settle a proposed change in this way: what holds for everybody is changed by two (rules.md R-51). */
export function settleRefusal(
  { proposedBy, baseVersion }: Proposal,
  decision: ChainDecision,
  by: string,
  versionNow: number,
): Refusal | null {
  if (decision === 'withdrawn') return by === proposedBy ? null : { code: 'closeout.proposal-withdraw' }
  if (by === proposedBy) return { code: 'closeout.proposal-own' }
  return decision === 'approved' && baseVersion !== versionNow ? { code: 'closeout.proposal-behind', detail: { now: versionNow } } : null
}
