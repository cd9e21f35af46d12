import type { Action } from '#kernel/rooms.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { type ActWords, STEPS, type StepSort, isOfSort, signedOf } from '#kernel/rooms/closeout-steps.ts'
import type { ProblemState } from '#features/problems/domain/problem.ts'

/** Everything that can be done in a close-out, under its one name. */
export const CLOSEOUT_ACTS = ['apply', 'withdraw', 'sign', 'verify', 'notice', 'notice_end', 'file', 'revoke'] as const
export type CloseoutAct = (typeof CLOSEOUT_ACTS)[number]

/** What an act cannot do without. */
export type Needs = {
  /** The present facts, as the page showed them. */
  readonly seal: boolean
  readonly comment: boolean
  readonly reason: boolean
  /** Whoever signs has done none of the work; the head of the lead unit answers for their own people and is free of it. */
  readonly distinct: boolean
  /** Proof on every measure: standing at the application, accepted in a verification. */
  readonly proof: boolean
  /** In somebody's name: the scanned page. */
  readonly scanOnBehalf: boolean
}

/** What must have come about before, besides state and step. */
export type Ready = 'anytime' | 'application-complete' | 'notice-over' | 'parent-open' | 'all-confirmed'

export type ActRow = {
  readonly from: readonly ProblemState[]
  /** How the step that must run is decided; null: any, or none. */
  readonly step: StepSort | null
  /** Of a step of notice: whether the notice must be published already; null: no matter. */
  readonly published: boolean | null
  readonly to: 'first-step' | 'applicant' | 'next-step' | 'next-step-or-back' | 'same-step' | 'next-cycle'
  readonly who: {
    readonly action: Action
    /** Beside the right: the holder of the running step, the units that do the work, or the applicant's side. */
    readonly as: 'anyone' | 'step-holder' | 'doing-unit' | 'applicant-side'
    /** The right by which somebody else may enter it for the holder (代录); null: nobody. */
    readonly record: Action | null
  }
  readonly ready: Ready
  readonly needs: Needs
  readonly words: ActWords
}

const NOTHING: Needs = { seal: false, comment: false, reason: false, distinct: false, proof: false, scanOnBehalf: false }

/**
 * The lifecycle of a close-out, act by act: `open → in_closeout → closed`, revoked into the next cycle (rules.md ).
 * The server enforces it, the page draws its buttons from it, the model test walks it; there is no second place.
 * Which steps there are says the chain of the running cycle.
 */
export const CLOSEOUT_TABLE: Readonly<Record<CloseoutAct, ActRow>> = {
  apply: {
    from: ['open'],
    step: null,
    published: null,
    to: 'first-step',
    who: { action: 'closeout.apply', as: 'doing-unit', record: null },
    ready: 'application-complete',
    needs: { ...NOTHING, comment: true, proof: true },
    words: { button: '申请销号', refusal: '申请销号' },
  },
  withdraw: {
    from: ['in_closeout'],
    step: null,
    published: null,
    to: 'applicant',
    who: { action: 'closeout.withdraw', as: 'applicant-side', record: null },
    ready: 'anytime',
    needs: { ...NOTHING, reason: true },
    words: { button: '撤回申请', refusal: '撤回申请' },
  },
  sign: {
    from: ['in_closeout'],
    step: 'opinion',
    published: null,
    to: 'next-step-or-back',
    who: { action: 'closeout.sign', as: 'step-holder', record: 'closeout.record' },
    ready: 'anytime',
    needs: { ...NOTHING, seal: true, comment: true, distinct: true, scanOnBehalf: true },
    words: STEPS.opinion.signed.words,
  },
  verify: {
    from: ['in_closeout'],
    step: 'verification',
    published: null,
    to: 'next-step-or-back',
    who: { action: 'closeout.verify', as: 'step-holder', record: 'closeout.record' },
    ready: 'anytime',
    needs: { seal: true, comment: true, reason: false, distinct: true, proof: true, scanOnBehalf: true },
    words: { button: '填写现场核查', refusal: '填写现场核查' },
  },
  notice: {
    from: ['in_closeout'],
    step: 'notice',
    published: false,
    to: 'same-step',
    who: { action: 'closeout.notice', as: 'anyone', record: null },
    ready: 'anytime',
    needs: NOTHING,
    words: { button: '开始公示', refusal: '开始公示' },
  },
  notice_end: {
    from: ['in_closeout'],
    step: 'notice',
    published: true,
    to: 'next-step-or-back',
    who: { action: 'closeout.notice', as: 'anyone', record: null },
    ready: 'notice-over',
    needs: { ...NOTHING, comment: true },
    words: { button: '结束公示', refusal: '结束公示' },
  },
  file: {
    from: ['closed'],
    step: 'filing',
    published: null,
    to: 'next-step',
    who: { action: 'closeout.file', as: 'anyone', record: null },
    ready: 'all-confirmed',
    needs: NOTHING,
    words: { button: '登记备案', refusal: '登记备案' },
  },
  revoke: {
    from: ['closed'],
    step: null,
    published: null,
    to: 'next-cycle',
    who: { action: 'closeout.revoke', as: 'anyone', record: null },
    ready: 'parent-open',
    needs: { ...NOTHING, reason: true },
    words: { button: '撤销销号', refusal: '撤销销号' },
  },
}

/** The row as it holds at a step: what is signed there is called as its kind calls it. */
export function rowAt(act: CloseoutAct, step: ChainStep | undefined): ActRow {
  const row = CLOSEOUT_TABLE[act]
  const words = step && row.step === 'opinion' ? signedOf(step.kind)?.words : undefined
  return words ? { ...row, words } : row
}

/** Whether the step that runs, if any does, is one in which the act is done. */
export const fitsStep = ({ step }: Pick<ActRow, 'step'>, now: Pick<ChainStep, 'kind'> | null | undefined): boolean =>
  step === null || isOfSort(now, step)

/** The right that steps decided in this way ask for. */
export const rightOf = (sort: StepSort): Action => {
  const row = Object.values(CLOSEOUT_TABLE).find(({ step }) => step === sort)
  if (!row) throw new Error(`no act for steps of the sort ${sort}`)
  return row.who.action
}
