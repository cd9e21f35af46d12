import type { Actor } from '../closeout/closeout-stage-fixture.ts'
import type { Effect } from './moves.ts'
import { type Model, STEPS, type Step, passed } from './oracle.ts'

/** How far closing has come: an act whose effect the rules leave open may only lead back. */
const rankOf = (state: Model['state'], step: string | null): number => {
  if (state === 'open') return 0
  return state === 'closed' ? 10 : 1 + STEPS.indexOf(step as Step)
}

/** Takes a success into the model; answers how many accounts a closing rests on, null where nothing closed. */
export function takeEffect(model: Model, actor: Actor, effect: Effect): number | null {
  if (effect.kind === 'passed') {
    if (effect.scan !== null) model.usedScans.add(effect.scan)
    return passed(model, effect)
  }
  // a link that stands already changes nothing and makes nobody a doer
  if (effect.kind === 'linked' && !model.proofs.includes(effect.evidenceId)) {
    model.linked = true
    model.proofs.push(effect.evidenceId)
    model.doers.add(actor)
    for (const { id, by } of model.files) if (id === effect.evidenceId) model.doers.add(by)
  }
  if (effect.kind === 'done') {
    model.done = true
    model.doers.add(actor)
  }
  if (model.state === 'open' && model.complete === false) model.complete = model.linked && model.done
  if (effect.kind === 'applied')
    Object.assign(model, { state: 'in_closeout', step: 'unit', complete: true, applicant: actor, hands: [], doers: model.doers.add(actor) })
  if (effect.kind === 'revoked')
    Object.assign(model, { state: 'open', step: null, complete: null, applicant: null, hands: [], perhaps: model.doers, doers: new Set() })
  return null
}

/** Whether an answer of this effect leaves the state to be looked up. */
export const leavesOpen = (effect: Effect): boolean => ['open', 'done', 'linked'].includes(effect.kind)

/** The state as it is shown: it must be the model's, or, after an effect the rules leave open, no further than that. */
export function agreeOn(model: Model, shown: { state: string; step: string | null }, isOpen: boolean): string | null {
  const state = shown.state as Model['state']
  const step = state === 'in_closeout' ? (shown.step as Step) : null
  if (state === model.state && step === model.step) return null
  if (!isOpen || rankOf(state, step) > rankOf(model.state, model.step))
    return `shown ${shown.state}/${String(shown.step)}, the rules have ${model.state}/${String(model.step)}`
  const back = STEPS.indexOf(step ?? 'unit')
  Object.assign(model, { state, step, hands: model.hands.filter((hand) => STEPS.indexOf(hand.step) < back) })
  if (state === 'open') Object.assign(model, { hands: [], complete: null })
  return null
}
