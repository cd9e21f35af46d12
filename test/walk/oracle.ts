import type { Actor } from '../closeout/closeout-stage-fixture.ts'

/**
 * What the rules say (docs/rules.md; decisions 0032, 0033, 0035), written down once more without a line of the code that
 * follows them. `unknown`: the rules leave it open, nothing is judged.
 */
export type Verdict = 'may' | 'mayNot' | 'unknown'
export type Whose = 'shared' | 'others' | 'ours' | 'missing'
export const STEPS = ['unit', 'verify', 'office', 'leader'] as const
export type Step = (typeof STEPS)[number]
/** An entry that stands: in whose name, and whose account it came in by where that is somebody else. */
export type Hand = { readonly step: Step; readonly signatory: Actor; readonly recorder: Actor | null }

/** The shared problem as the rules have it after every answer. */
export type Model = {
  state: 'open' | 'in_closeout' | 'closed'
  step: Step | null
  /** Every measure done and proved; null: not known after a revocation or a change under way. */
  complete: boolean | null
  linked: boolean
  done: boolean
  doers: Set<Actor>
  applicant: Actor | null
  hands: Hand[]
  usedScans: Set<string>
  /** Whether a closure has been taken back: from then on only files dated after the last time count as proof for an application. */
  reopened: boolean
  files: { id: string; by: Actor; purpose: string; stale: boolean }[]
  proofs: string[]
  /** Who brought a proof that nobody uses yet, or worked in an earlier cycle: whether they count as doers is left open. */
  perhaps: Set<Actor>
}
export const freshModel = (): Model => ({
  state: 'open',
  step: null,
  complete: false,
  linked: false,
  done: false,
  doers: new Set(),
  applicant: null,
  hands: [],
  usedScans: new Set(),
  reopened: false,
  files: [],
  proofs: [],
  perhaps: new Set(),
})

export const OFFICERS: readonly Actor[] = ['officer', 'officer2']
const ADMINS: readonly Actor[] = ['system_admin', 'security_admin', 'audit_admin']
const OF_LEAD: readonly Actor[] = ['outsider', 'leadHead', 'leadVerifier']
export const HOLDERS: Readonly<Record<Step, readonly Actor[]>> = {
  unit: ['leadHead'],
  verify: ['verifier', 'verifier2'],
  office: OFFICERS,
  leader: ['leader'],
}

/** Officers and the supervisor see all, units what they have a part in, a leader what they lead; administrators no business at all. */
export function sees(actor: Actor, whose: Whose): Verdict {
  if (whose === 'missing' || ADMINS.includes(actor)) return 'mayNot'
  if (OFFICERS.includes(actor) || actor === 'supervisor') return 'may'
  if (actor === 'complainant_reader') return 'unknown' // of problems the rules say nothing for them
  if (actor === 'leader') return { shared: 'may', others: 'mayNot', ours: 'unknown' }[whose] as Verdict
  const isLead = OF_LEAD.includes(actor)
  return whose === 'shared' || (whose === 'others') === isLead ? 'may' : 'mayNot'
}

/** Who works on the problem of a unit: its handlers and head, and the officers. */
export function works(actor: Actor, whose: Whose): Verdict {
  if (OFFICERS.includes(actor)) return whose === 'missing' ? 'mayNot' : 'may'
  if (whose === 'ours') return ['handler', 'head'].includes(actor) ? 'may' : 'mayNot'
  if (whose === 'missing') return 'mayNot'
  return ['outsider', 'leadHead'].includes(actor) ? 'may' : 'mayNot'
}

/** Business nobody but an officer does: filling the ledger, notices, revoking. */
export const officerOnly = (actor: Actor, whose: Whose): Verdict => (OFFICERS.includes(actor) && whose !== 'missing' ? 'may' : 'mayNot')

/** Files are brought by those who work on it or verify it; what others of a unit with a part may bring is left open. */
export function brings(actor: Actor, whose: Whose): Verdict {
  const visible = sees(actor, whose)
  if (visible !== 'may') return visible
  if (works(actor, whose) === 'may') return 'may'
  return 'unknown'
}

const isDoer = ({ doers, applicant }: Model, actor: Actor) => doers.has(actor) || applicant === actor
const handOf = ({ signatory, recorder }: Hand) => recorder ?? signatory
const verificationOf = ({ hands }: Model) => hands.findLast(({ step }) => step === 'verify')
const hasHandIn = ({ hands }: Model, actor: Actor, steps: (step: Step) => boolean) =>
  hands.some((hand) => steps(hand.step) && handOf(hand) === actor)

/** An application: every measure done and proved, nothing running. */
export function applies(model: Model, actor: Actor): Verdict {
  const who = works(actor, 'shared')
  if (who !== 'may' || model.state !== 'open') return 'mayNot'
  if (model.complete === null) return 'unknown'
  return model.complete ? 'may' : 'mayNot'
}

export function withdraws(model: Model, actor: Actor): Verdict {
  if (model.state !== 'in_closeout') return 'mayNot'
  if (model.applicant === actor || actor === 'outsider' || actor === 'leadHead') return 'may'
  return OFFICERS.includes(actor) ? 'unknown' : 'mayNot'
}

/** No opinion is wanted now. */
const wantsNone = ({ state, step }: Model) => state !== 'in_closeout' || step === null || step === 'verify'
/** Whoever judged before has worked on it since: what they judged counts no more. */
const isSpoilt = (model: Model) =>
  model.step === 'leader' && model.hands.some((hand) => hand.step !== 'unit' && isDoer(model, handOf(hand)))
/** Holds the running step and is no doer; the head of the lead unit may be one. */
const holds = (model: Model, actor: Actor) =>
  model.step !== null && HOLDERS[model.step].includes(actor) && (model.step === 'unit' || !isDoer(model, actor))
const enteredVerification = (model: Model, actors: readonly Actor[]) => {
  const verification = verificationOf(model)
  return verification !== undefined && actors.includes(handOf(verification))
}
const isFreeOfficer = (model: Model, actor: Actor) => OFFICERS.includes(actor) && !isDoer(model, actor)

/**
 * nobody judges their own work but the head of the lead unit; verification and opinions come by different hands. What rests on a judgement that
 * counts no more can't be agreed to, but sent back.
 */
export function signs(model: Model, actor: Actor, opinion: 'agree' | 'return'): Verdict {
  if (wantsNone(model)) return 'mayNot'
  if (actor === 'supervisor') return model.step === 'office' ? 'unknown' : 'mayNot'
  if (opinion === 'agree' && isSpoilt(model)) return 'mayNot'
  return !holds(model, actor) || enteredVerification(model, [actor]) ? 'mayNot' : 'may'
}

/** by an officer who is no doer, for a holder who is none, on a scan of its own. */
export function signsOnBehalf(model: Model, actor: Actor, { signatory, scan }: { signatory: Actor; scan: string }): Verdict {
  if (wantsNone(model) || isSpoilt(model) || model.usedScans.has(scan)) return 'mayNot'
  if (!isFreeOfficer(model, actor) || actor === signatory || !holds(model, signatory)) return 'mayNot'
  if (enteredVerification(model, [actor, signatory])) return 'mayNot'
  // an officer who has given an opinion of their own enters the next one for somebody else: nothing is written about it
  return hasHandIn(model, actor, () => true) ? 'unknown' : 'may'
}

export type Verification = {
  readonly signatory: Actor
  readonly recorder: Actor | null
  readonly members: readonly Actor[]
  readonly scan: string | null
}
const isFitTeam = (model: Model, { signatory, members }: Verification) =>
  HOLDERS.verify.includes(signatory) && !members.some((one) => isDoer(model, one)) && new Set(members).size >= 2

export function verifies(model: Model, actor: Actor, verification: Verification): Verdict {
  const { signatory, recorder, scan } = verification
  if (model.step !== 'verify' || !isFitTeam(model, verification)) return 'mayNot'
  if (verification.members.some((one) => hasHandIn(model, one, (step) => step !== 'verify'))) return 'mayNot'
  if (recorder === null) return signatory === actor ? 'may' : 'mayNot'
  if (!isFreeOfficer(model, actor) || scan === null || model.usedScans.has(scan)) return 'mayNot'
  // nor by whoever entered the lead unit's opinion
  return hasHandIn(model, actor, (step) => step !== 'verify') ? 'mayNot' : 'may'
}

/** Takes an opinion or a verification that lets the step pass; answers how many accounts a closing rests on. */
export function passed(model: Model, hand: Hand): number | null {
  model.hands = [...model.hands.filter(({ step }) => step !== hand.step), hand]
  const next = STEPS[STEPS.indexOf(hand.step) + 1] ?? null
  model.step = next
  if (next !== null) return null
  model.state = 'closed'
  return accountsBehind(model)
}

/** The floor: the work, the verification and an opinion, by three accounts; a verification by none of the doers. */
function accountsBehind(model: Model): number {
  const verification = verificationOf(model)
  const opinions = model.hands.filter(({ step }) => step === 'office' || step === 'leader')
  if (!verification || opinions.length === 0 || isDoer(model, handOf(verification))) return 0
  const others = opinions.map(handOf).filter((hand) => !isDoer(model, hand) && hand !== handOf(verification))
  return others.length === 0 ? 2 : new Set([...model.doers, handOf(verification), ...others]).size
}
