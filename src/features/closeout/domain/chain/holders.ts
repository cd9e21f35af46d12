import type { Actor, Duty } from '#kernel/access.ts'
import type { Refusal } from '#kernel/decision.ts'
import type { Role } from '#kernel/roles.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { STEP_HOLDER_WORDS, type StepHolder, isOfSort } from '#kernel/rooms/closeout-steps.ts'
import type { Human, Named, Parties, Situation } from '../situation.ts'

const has = (list: readonly string[], id: string) => list.includes(id)
const hasDuty = (duties: readonly Duty[], role: Role, units?: readonly Named[]) =>
  duties.some((duty) => duty.role === role && (units === undefined || units.some(({ id }) => has(duty.units, id))))

const one = (unit: Named | null) => (unit === null ? [] : [unit])
type Fit = (parties: Parties, person: { readonly id: string; readonly duties: readonly Duty[] }) => boolean

/** Who holds a step in their own name, by the duty held today. */
const HOLDS: Readonly<Record<StepHolder, Fit>> = {
  lead_head: ({ lead }, { duties }) => hasDuty(duties, 'head', one(lead)),
  territory_head: ({ territory }, { duties }) => hasDuty(duties, 'head', territory),
  acceptance: ({ acceptance }, { duties }) => hasDuty(duties, 'verifier', acceptance),
  supervising: (_, { duties }) => hasDuty(duties, 'supervisor'),
  office: (_, { duties }) => hasDuty(duties, 'officer'),
  leader: ({ leaders }, { id, duties }) => leaders.some((leader) => leader.id === id) && hasDuty(duties, 'leader'),
}
export const holdsStep = (s: Pick<Situation, 'parties'>, step: ChainStep, actor: Pick<Actor, 'id' | 'duties'>): boolean =>
  HOLDS[step.holder](s.parties, actor)

/**
 * Whose signature on paper counts for a step: a leader by their part, an accepting unit's people by their unit, others by their duty.
 * They need no account.
 */
export function maySignPaper(s: Pick<Situation, 'parties'>, { holder }: ChainStep, person: Human): boolean {
  const { leaders, acceptance } = s.parties
  if (holder === 'leader') return leaders.some(({ id }) => id === person.id)
  if (holder === 'acceptance') return acceptance.some(({ id }) => has(person.unitPath, id))
  return HOLDS[holder](s.parties, person)
}

const names = (list: readonly Named[]) => list.map(({ name }) => name).join('、')
const WHO: Readonly<Record<StepHolder, (parties: Parties) => string>> = {
  lead_head: ({ lead }) => lead?.name ?? '',
  territory_head: ({ territory }) => names(territory),
  acceptance: ({ acceptance }) => names(acceptance),
  supervising: () => '',
  office: () => '',
  leader: ({ leaders }) => names(leaders),
}
/** Whose turn a step is in words, with the unit or the people of this problem. */
export function holderWords({ parties }: Pick<Situation, 'parties'>, { holder }: ChainStep): string {
  const who = WHO[holder](parties)
  return who === '' ? STEP_HOLDER_WORDS[holder] : `${STEP_HOLDER_WORDS[holder]}（${who}）`
}

/** Whether somebody stands on the applicant's side: the applicant, or a handler or head of the lead unit. */
export function onApplicantsSide({ running, parties }: Situation, { id, duties }: Actor): boolean {
  const lead = one(parties.lead)
  return running?.applicantId === id || hasDuty(duties, 'handler', lead) || hasDuty(duties, 'head', lead)
}

/** Nobody judges their own work; only the head of the lead unit answers for it (rules.md R-53). */
export function doerRefusal(s: Situation, step: ChainStep, signers: readonly string[], act: string): Refusal | null {
  if (isOfSort(step, 'opinion') && step.holder === 'lead_head') return null
  const doers = s.doers.filter(({ id }) => has(signers, id))
  return doers.length === 0 ? null : { code: 'closeout.doer', detail: { who: names(doers), act } }
}
