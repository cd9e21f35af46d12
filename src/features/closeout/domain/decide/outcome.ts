import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import type { NewEntry, Outcome, Situation } from '../situation.ts'
import { APPLICANT, standingFrom, stepAfter } from '../chain/steps.ts'

const NOTHING = { returned: false, voids: { ids: [], reason: '' }, closedOn: null, filedOn: null, reopens: [] } as const

/** The matter stays at a step, or comes to one. */
export const atStep = (entry: NewEntry, step: string): Outcome => ({
  ...NOTHING,
  entry,
  to: { state: 'in_closeout', step, nextCycle: false },
})

/** The step has passed: on to the next; the one that closes closes, and what follows it runs on a closed problem. */
export function onward(s: Situation, step: ChainStep, entry: NewEntry): Outcome {
  const next = stepAfter(s, step.key)
  const closed = s.state === 'closed' || step.closes
  return {
    ...NOTHING,
    entry,
    to: { state: closed ? 'closed' : 'in_closeout', step: next?.key ?? null, nextCycle: false },
    closedOn: step.closes ? entry.signedOn : null,
    filedOn: entry.facts.filing?.on ?? null,
  }
}

/** Back to an earlier step or to the applicant; what stood from there on stands no longer. Counted as a return unless the applicant asked. */
export function backTo(
  s: Situation,
  target: string,
  entry: NewEntry,
  { returned, reason }: { returned: boolean; reason: string },
): Outcome {
  const open = target === APPLICANT
  return {
    ...NOTHING,
    entry,
    to: { state: open ? 'open' : 'in_closeout', step: open ? null : target, nextCycle: false },
    returned,
    voids: { ids: standingFrom(s, target), reason },
  }
}

/** The closure is taken back: the next cycle begins. */
export const nextCycle = (entry: NewEntry): Outcome => ({ ...NOTHING, entry, to: { state: 'open', step: null, nextCycle: true } })
