import { can } from '#kernel/access.ts'
import type { Refusal } from '#kernel/decision.ts'
import type { Day } from '#kernel/days.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { type ActRow, type CloseoutAct, type Ready, fitsStep, rowAt } from './closeout-acts.ts'
import { sameHandRefusal } from '../chain/hands.ts'
import { unconfirmed } from '../chain/confirming.ts'
import { stateWords, noticeNow, objectionsNow, stepNow } from '../chain/steps.ts'
import { doerRefusal, holderWords, holdsStep, onApplicantsSide } from '../chain/holders.ts'
import { missingRequirements } from './missing-requirements.ts'
import type { ActContext, Situation } from '../situation.ts'

/** Why somebody may not do an act themselves now; null: they may. The page's buttons and the server's refusals are this one answer. */
export const refusalFor = (act: CloseoutAct, s: Situation, context: ActContext): Refusal | null =>
  stateBarrier(act, s) ?? whoRefusal(rowAt(act, stepNow(s)), s, context) ?? READY[rowAt(act, stepNow(s)).ready](s, context.today)

/** The same for entering it in the holder's name (代录). */
export const recordRefusalFor = (act: CloseoutAct, s: Situation, context: ActContext): Refusal | null =>
  stateBarrier(act, s) ?? recorderRefusal(rowAt(act, stepNow(s)), s, context) ?? READY[rowAt(act, stepNow(s)).ready](s, context.today)

function stateBarrier(act: CloseoutAct, s: Situation): Refusal | null {
  const row = rowAt(act, stepNow(s))
  const { from, published, words } = row
  const fits =
    s.level !== 'item' &&
    from.includes(s.state) &&
    fitsStep(row, stepNow(s)) &&
    (published === null || published === (noticeNow(s) !== undefined))
  return fits || (s.level === 'item' && act === 'apply') ? null : wrongState(s, words.refusal)
}

function wrongState(s: Situation, act: string): Refusal {
  const step = stepNow(s)
  return { code: 'closeout.wrong-state', detail: { now: step ? `${stateWords(s)}：${step.name}` : stateWords(s), act } }
}

const DENIED: Refusal = { code: 'access.denied' }

function whoRefusal(row: ActRow, s: Situation, context: ActContext): Refusal | null {
  const { who, words } = row
  const step = stepNow(s)
  if (who.as === 'step-holder' && step) return holderRefusal(row, s, step, context)
  if (!can(context.actor, who.action, s.subject)) return DENIED
  if (who.as === 'doing-unit' && !can(context.actor, who.action, s.doing))
    return { code: 'closeout.not-doing', detail: { act: words.refusal } }
  return who.as === 'applicant-side' && !onApplicantsSide(s, context.actor) ? { code: 'closeout.not-applicant' } : null
}

function holderRefusal({ who, needs, words }: ActRow, s: Situation, step: ChainStep, { actor }: ActContext): Refusal | null {
  const holds = can(actor, who.action, s.subject) && holdsStep(s, step, actor)
  if (!holds) return { code: 'closeout.not-yours', detail: { step: step.name, holder: holderWords(s, step) } }
  if (!needs.distinct) return null
  return doerRefusal(s, step, [actor.id], words.refusal) ?? sameHandRefusal(s, step, actor.id, actor.name)
}

/** Who enters for others is no doer of the cycle, not even for the head who may be one; and one person never enters two halves of a closing. */
function recorderRefusal({ who, words }: ActRow, s: Situation, { actor }: ActContext): Refusal | null {
  const step = stepNow(s)
  if (who.record === null || !step || !can(actor, who.record, s.subject)) return DENIED
  if (s.doers.some(({ id }) => id === actor.id)) return { code: 'closeout.recorder-doer', detail: { who: actor.name, act: words.refusal } }
  return sameHandRefusal(s, step, actor.id, actor.name)
}

const READY: Readonly<Record<Ready, (s: Situation, today: Day) => Refusal | null>> = {
  anytime: () => null,
  'application-complete': (s) => {
    const missing = missingRequirements(s)
    return missing.length === 0 ? null : { code: 'closeout.incomplete', detail: { missing: missing.join('；') } }
  },
  'notice-over': noticeBarrier,
  'all-confirmed': (s) => {
    const waiting = unconfirmed(s)
    return waiting.length === 0
      ? null
      : { code: 'closeout.unconfirmed', detail: { count: waiting.length, by: waiting[0]?.confirmBy ?? '' } }
  },
  'parent-open': ({ closedParent }) => (closedParent === null ? null : { code: 'closeout.parent-closed', detail: { title: closedParent } }),
}

/** A notice ends after its last day with every objection answered; one that was upheld sends it back at once. */
function noticeBarrier(s: Situation, today: Day): Refusal | null {
  const objections = objectionsNow(s)
  const open = objections.filter(({ answered }) => !answered).length
  if (open > 0) return { code: 'closeout.objections-open', detail: { count: open } }
  const to = noticeNow(s)?.facts.notice?.to
  if (objections.some(({ upheld }) => upheld) || (to !== undefined && today > to)) return null
  return { code: 'closeout.notice-runs', detail: { to: to ?? '' } }
}
