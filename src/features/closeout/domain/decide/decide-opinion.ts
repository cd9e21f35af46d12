import { type Decision, accept, refuse } from '#kernel/decision.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { signedOf } from '#kernel/rooms/closeout-steps.ts'
import { missingForClosing } from '../acts/missing-requirements.ts'
import { backTo, onward } from './outcome.ts'
import { type Signing, papersOf, signature } from '../acts/signature.ts'
import type { ActContext, NewEntry, Outcome, People, Situation } from '../situation.ts'
import { APPLICANT, returnTargets } from '../chain/steps.ts'

export type Opinion = Signing & {
  readonly verdict: 'agree' | 'return'
  readonly text: string
  readonly returnTo?: string | undefined
  readonly seal: string
}

/** Signs the running step in the words of its kind, oneself or for a signatory: lets it pass, or returns it to an earlier step. */
export function decideSign(s: Situation, context: ActContext, opinion: Opinion, people: People): Decision<Outcome> {
  const signed = signature('sign', s, context, opinion, people)
  if (!signed.ok) return signed
  if (opinion.seal !== s.seal) return refuse('closeout.seal-changed')
  const { step, ...signing } = signed.event
  const kind = signedOf(step.kind)
  if (!kind || opinion.text === '') return refuse('closeout.empty', { what: kind?.text ?? step.name })
  const { entry: act, verdict } = kind
  const facts = signing.scanId === null ? {} : { papers: papersOf(s, [signing.scanId]) }
  const entry: NewEntry = { ...signing, step: step.key, act, verdict, text: opinion.text, seal: s.seal, facts }
  return opinion.verdict === 'agree' ? passStep(s, step, entry) : returnStep(s, step, { ...entry, act: 'return' }, opinion.returnTo)
}

/** A step passes; the one that closes only while everything holds at this moment. */
export function passStep(s: Situation, step: ChainStep, entry: NewEntry): Decision<Outcome> {
  const missing = step.closes ? missingForClosing(s, step, entry) : []
  if (missing.length > 0) return refuse('closeout.not-closable', { missing: missing.join('；') })
  return accept(onward(s, step, entry))
}

/** Back to an earlier step, or to the applicant where none is named. */
export function returnStep(s: Situation, step: ChainStep, entry: NewEntry, to = APPLICANT): Decision<Outcome> {
  const target = returnTargets(s).find(({ key }) => key === to)
  if (!target) return refuse('closeout.bad-return')
  const reason = `“${step.name}”退回${target.name}：${entry.text ?? ''}`
  // sends nothing on: needs nobody's confirmation
  return accept(
    backTo(s, to, { ...entry, confirmBy: null, verdict: 'return', facts: { ...entry.facts, returnTo: to } }, { returned: true, reason }),
  )
}
