import type { Actor } from '../closeout/closeout-stage-fixture.ts'
import type { Effect } from './moves.ts'
import { type Model, STEPS, type Step, passed } from './oracle.ts'

/** How far closing has come: an act whose effect the rules leave open may only lead back. */
const rankOf = (state: Model['state'], step: string | null): number => {
  if (state === 'open') return 0
  return state === 'closed' ? 10 : 1 + STEPS.indexOf(step as Step)
}

function takeLink(model: Model, actor: Actor, evidenceId: string): void {
  if (model.proofs.includes(evidenceId)) return // a link that stands already changes nothing and makes nobody a doer
  if (!model.reopened || model.files.some(({ id, stale }) => id === evidenceId && !stale)) model.linked = true
  model.proofs.push(evidenceId)
  model.doers.add(actor)
  for (const { id, by } of model.files) if (id === evidenceId) model.doers.add(by)
}

type Simple = Exclude<Effect['kind'], 'passed' | 'linked'>
const SIMPLE: Readonly<Record<Simple, (model: Model, actor: Actor) => void>> = {
  none: () => {},
  open: () => {},
  done: (model, actor) => void Object.assign(model, { done: true, doers: model.doers.add(actor) }),
  applied: (model, actor) =>
    void Object.assign(model, {
      state: 'in_closeout',
      step: 'unit',
      complete: true,
      applicant: actor,
      hands: [],
      doers: model.doers.add(actor),
    }),
  revoked: (model) =>
    void Object.assign(model, {
      state: 'open',
      step: null,
      // nothing of the cycle before counts any more: neither its links and reports, nor its files
      complete: false,
      linked: false,
      done: false,
      reopened: true,
      files: model.files.map((file) => ({ ...file, stale: true })),
      proofs: [],
      applicant: null,
      hands: [],
      perhaps: model.doers,
      doers: new Set(),
    }),
}

/** Takes a success into the model; answers how many accounts a closing rests on, null where nothing closed. */
export function takeEffect(model: Model, actor: Actor, effect: Effect): number | null {
  if (effect.kind === 'passed') {
    if (effect.scan !== null) model.usedScans.add(effect.scan)
    return passed(model, effect)
  }
  if (effect.kind === 'linked') takeLink(model, actor, effect.evidenceId)
  else SIMPLE[effect.kind](model, actor)
  if (model.state === 'open' && model.complete === false) model.complete = model.linked && model.done
  return null
}

/** Whether an answer of this effect leaves the state to be looked up. */
export const leavesOpen = (effect: Effect): boolean => ['open', 'done', 'linked'].includes(effect.kind)

/** The state as its page has it: it must be the model's, or, after an effect the rules leave open, no further than that. */
export function agreeOn(model: Model, page: { state: string; step: string | null }, isOpen: boolean): string | null {
  const state = page.state as Model['state']
  const step = state === 'in_closeout' ? (page.step as Step) : null
  if (state === model.state && step === model.step) return null
  if (!isOpen || rankOf(state, step) > rankOf(model.state, model.step))
    return `page ${page.state}/${String(page.step)}, the rules have ${model.state}/${String(model.step)}`
  const back = STEPS.indexOf(step ?? 'unit')
  Object.assign(model, { state, step, hands: model.hands.filter((hand) => STEPS.indexOf(hand.step) < back) })
  if (state === 'open') Object.assign(model, { hands: [], complete: null })
  return null
}
