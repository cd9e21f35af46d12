import { type Decision, accept, refuse } from '#kernel/decision.ts'
import { refusalFor } from '../acts/act-permissions.ts'
import { atStep, backTo, nextCycle } from './outcome.ts'
import { no } from '../acts/signature.ts'
import type { Application, ActContext, EntryFacts, NewEntry, Outcome, Revocation, Situation } from '../situation.ts'
import { APPLICANT } from '../chain/steps.ts'
import { REVOKE_KIND_WORDS } from '#kernel/rooms/closeout-tables.ts'

/** An entry in one's own name. */
export const own = (
  { actor, today }: ActContext,
  entry: Pick<NewEntry, 'step' | 'act' | 'text'> & Partial<Pick<NewEntry, 'verdict' | 'scanId' | 'seal'>> & { readonly facts?: EntryFacts },
): NewEntry => ({
  verdict: null,
  scanId: null,
  seal: null,
  confirmBy: null,
  facts: {},
  ...entry,
  signatoryId: actor.id,
  recorderId: null,
  signedOn: today,
})

/** Applies for the close-out: the first step of the chain runs. `s.seal` seals the facts with this application among them. */
export function decideApply(s: Situation, context: ActContext, application: Application): Decision<Outcome> {
  const barred = refusalFor('apply', s, context)
  const first = s.chain[0]
  if (barred || !first) return no(barred ?? { code: 'access.denied' })
  if (application.statement === '') return refuse('closeout.empty', { what: '整改完成情况' })
  if (application.completedOn > context.today) return refuse('closeout.day-ahead', { what: '完成日期', today: context.today })
  const entry = own(context, { step: APPLICANT, act: 'apply', text: application.statement, seal: s.seal, facts: { application } })
  return accept(atStep(entry, first.key))
}

/** The applicant takes the application back; nobody returned it. */
export function decideWithdraw(s: Situation, context: ActContext, reason: string): Decision<Outcome> {
  const barred = refusalFor('withdraw', s, context)
  if (barred) return no(barred)
  if (reason === '') return refuse('closeout.empty', { what: '撤回原因' })
  const entry = own(context, { step: s.step ?? APPLICANT, act: 'withdraw', text: reason })
  return accept(backTo(s, APPLICANT, entry, { returned: false, reason: `申请已撤回：${reason}` }))
}

/** Takes a closure back (rules.md R-56); the file of the cycle stays as it was. */
export function decideRevoke(s: Situation, context: ActContext, revocation: Revocation): Decision<Outcome> {
  const barred = refusalFor('revoke', s, context)
  if (barred) return no(barred)
  if (revocation.reason === '') return refuse('closeout.empty', { what: '撤销原因' })
  if (revocation.basis === '') return refuse('closeout.empty', { what: '新时限的依据' })
  if (revocation.dueOn < context.today) return refuse('closeout.limit-past', { today: context.today })
  if (revocation.measureIds.some((id) => !s.measures.some((measure) => measure.id === id))) return refuse('closeout.not-measure')
  const limit = `新的整改时限 ${revocation.dueOn}，依据：${revocation.basis}`
  const text = `${REVOKE_KIND_WORDS[revocation.kind]}：${revocation.reason}（${limit}）`
  return accept(nextCycle(own(context, { step: s.step ?? APPLICANT, act: 'revoke', text, facts: { revocation } })))
}
