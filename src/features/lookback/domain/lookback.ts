import type { Day } from '#kernel/days.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'
import { LOOKBACK_RESULT_WORDS, type LookbackResult, OUTCOMES, OUTCOME_WORDS, type Outcome } from '#kernel/rooms/lookback.ts'

/** What is left of a closure: an older ledger's word, a close-out of ours, or nothing (it has been reopened otherwise). */
export type ClosureLeft = 'declared' | 'closed' | 'none'
/** One closure within a campaign, as the rules see it. */
export type Item = {
  readonly title: string
  /** The day on which the campaign ended. */
  readonly endedOn: string | null
  readonly leads: readonly { readonly id: string; readonly name: string }[]
  readonly result: LookbackResult | null
  readonly recordedBy: string | null
  readonly outcome: Outcome | null
  readonly closureLeft: ClosureLeft
}

/** A campaign begins with what was shown, exactly: otherwise it is shown again (rules.md R-62). */
export function mayStart(form: { dueOn: string; expected: number }, found: number, today: Day): Decision<null> {
  if (form.dueOn < today) return refuse('lookback.due-past', { today })
  return mayTakeIn(form.expected, found)
}

/** The same for what is new in the scope of a campaign under way. */
export function mayTakeIn(expected: number, found: number): Decision<null> {
  if (found !== expected) return refuse('lookback.scope-changed', { found, expected })
  return found === 0 ? refuse('lookback.empty') : accept(null)
}

/** Still to be worked on: neither decided nor in a campaign that has ended. */
function open({ title, endedOn, outcome }: Item, act: string): Decision<null> {
  if (endedOn !== null) return refuse('lookback.ended', { on: endedOn, act })
  if (outcome !== null) return refuse('lookback.decided', { title, outcome: OUTCOME_WORDS[outcome], act })
  return accept(null)
}

/** Nobody looks at their own work again: neither the lead unit, nor one below it, nor one of its people. `path`: the unit asked, or the person's own, with all above it. */
export function assign(item: Item, path: readonly string[]): Decision<null> {
  const lead = item.leads.find(({ id }) => path.includes(id))
  if (lead) return refuse('lookback.own-unit', { title: item.title, unit: lead.name })
  return open(item, '分派')
}

export type Recorder = {
  /** Officers and supervisors: of any closure. */
  readonly everything: boolean
  /** The item is given to this person or to a unit of theirs. */
  readonly assigned: boolean
  /** A verifier who takes part in the problem. */
  readonly verifier: boolean
  /** Holds a role in a lead unit or below it. */
  readonly ofLead: boolean
  /** Reported, proved or applied for what was closed. */
  readonly didTheWork: boolean
}

/** Who records what was found: whom the item was given to, a verifier in reach, supervisors and officers. */
export function mayRecord(item: Item, who: Recorder, assignee: string | null): Decision<null> {
  if (!who.everything && !who.assigned && !who.verifier) return refuse('lookback.not-yours', { who: assignee ?? '专班指定的单位或人员' })
  if (!who.everything && who.ofLead) return refuse('lookback.doer')
  if (who.didTheWork) return refuse('lookback.own-work')
  return open(item, '登记结果')
}

export type RecordForm = {
  readonly result: LookbackResult
  readonly visitedOn: string
  /** Days and files are the visit's, not the clock's. */
  readonly evidenceIds: readonly string[]
}

/** A visit has taken place and is proved by files of this matter that still stand; only what could not be verified has none. */
export function record(form: RecordForm, standingProof: ReadonlySet<string>, today: Day): Decision<null> {
  if (form.visitedOn > today) return refuse('lookback.visit-day', { today })
  const unfit = form.evidenceIds.filter((id) => !standingProof.has(id)).length
  if (unfit > 0) return refuse('lookback.bad-proof', { count: unfit })
  if (form.result !== 'unverifiable' && form.evidenceIds.length === 0) return refuse('lookback.no-proof')
  return accept(null)
}

export type DecideForm = { readonly outcome: Outcome; readonly reason: string }
export type Effect = 'none' | 'declared' | 'revoke'

/** Which results may end in which way: stable stands, what has come loose runs again; 立行立改 and 无法核实 need a reason. */
const ENDINGS: Readonly<Record<LookbackResult, Readonly<Record<Outcome, 'free' | 'reason' | 'never'>>>> = {
  stable: { verified: 'free', reopened: 'never' },
  loosened: { verified: 'reason', reopened: 'free' },
  rebound: { verified: 'never', reopened: 'free' },
  false: { verified: 'never', reopened: 'free' },
  unverifiable: { verified: 'never', reopened: 'reason' },
}

/** Whether an item can be ended by somebody: recorded by another person, its proof still standing. Answers what was found. */
export function mayDecide(item: Item, who: string, proofStands: boolean): Decision<LookbackResult> {
  const still = open(item, '处理')
  if (!still.ok) return still
  if (item.result === null) return refuse('lookback.not-recorded', { title: item.title })
  if (item.recordedBy === who) return refuse('lookback.same-person')
  return proofStands ? accept(item.result) : refuse('lookback.proof-gone')
}

/** Ends one item. Answers what becomes of the closure. */
export function decide(item: Item, form: DecideForm, who: string, proofStands: boolean): Decision<Effect> {
  const may = mayDecide(item, who, proofStands)
  if (!may.ok) return may
  const { title, closureLeft } = item
  const result = may.event
  const needs = ENDINGS[result][form.outcome]
  const words = { result: LOOKBACK_RESULT_WORDS[result], outcome: OUTCOME_WORDS[form.outcome] }
  if (needs === 'never') return refuse('lookback.wrong-ending', words)
  if (needs === 'reason' && form.reason === '') return refuse('lookback.needs-reason', words)
  return effect(form.outcome, closureLeft, title)
}

function effect(outcome: Outcome, closureLeft: ClosureLeft, title: string): Decision<Effect> {
  if (outcome === 'verified') return closureLeft === 'none' ? refuse('lookback.nothing-stands', { title }) : accept('none')
  return accept(({ none: 'none', declared: 'declared', closed: 'revoke' } as const)[closureLeft])
}

export type NewLimit = { readonly dueOn: Day; readonly basis: string }
/** What runs again has a last day that somebody sets by some paper or for some reason. */
export function newLimit(
  { dueOn, basis }: { readonly dueOn?: Day | undefined; readonly basis?: string | undefined },
  today: Day,
): Decision<NewLimit> {
  if (dueOn === undefined || basis === undefined || basis === '') return refuse('lookback.needs-limit')
  return dueOn < today ? refuse('lookback.limit-past', { today }) : accept({ dueOn, basis })
}

/** How a result may end, for the buttons. */
export const endingsOf = (result: LookbackResult) => ENDINGS[result]

/** Why a closure of ours is taken back. */
export const revokeKindOf = (result: LookbackResult | null) =>
  result === 'rebound' || result === 'false' ? result : ('incomplete' as const)

/** Ends by itself when nothing is left; before that an officer says why, and what is left is named. */
export function end(left: number, reason: string, endedOn: string | null): Decision<null> {
  if (endedOn !== null) return refuse('lookback.ended', { on: endedOn, act: '结束' })
  return left > 0 && reason === '' ? refuse('lookback.left', { left }) : accept(null)
}

/** Where an item stands: to be looked at, to be decided, ended one way or the other. */
export const ITEM_STATES = ['waiting', 'recorded', ...OUTCOMES] as const
export type ItemState = (typeof ITEM_STATES)[number]
export const ITEM_STATE_WORDS: Readonly<Record<ItemState, string>> = { waiting: '待核查', recorded: '待处理', ...OUTCOME_WORDS }
