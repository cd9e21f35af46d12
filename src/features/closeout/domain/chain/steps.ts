import type { Day } from '#kernel/days.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { isOfSort, specOf } from '#kernel/rooms/closeout-steps.ts'
import type { Objection, Situation, StoredEntry } from '../situation.ts'

/** The applicant, where a step of a chain may be named. */
export const APPLICANT = 'apply'

type Chained = Pick<Situation, 'chain' | 'step' | 'running'>

const entriesOf = ({ running }: Pick<Situation, 'running'>) => running?.entries ?? []

/** The running step; undefined where none runs. */
export const stepNow = ({ chain, step }: Pick<Situation, 'chain' | 'step'>): ChainStep | undefined => chain.find(({ key }) => key === step)

/** What follows a step; null at the end of the chain. */
export const stepAfter = ({ chain }: Pick<Situation, 'chain'>, key: string): ChainStep | null =>
  chain[chain.findIndex((step) => step.key === key) + 1] ?? null

const PASSING = new Set(['agree', 'pass'])
/** Whether an entry lets its step pass, and has not been voided. */
type Passing = { readonly step: string; readonly act: string; readonly verdict: string | null; readonly voidedOn: unknown }
const passes = ({ act, verdict, voidedOn }: Passing) => voidedOn === null && (act === 'filing' || PASSING.has(verdict ?? ''))

/** The standing entry by which a step has passed. */
export const passedBy = <E extends Passing>(entries: readonly E[], key: string): E | undefined =>
  entries.findLast((entry) => entry.step === key && passes(entry))

/** The notice published at the running step, not ended and not voided. */
export function noticeNow(s: Chained): StoredEntry | undefined {
  if (!isOfSort(stepNow(s), 'notice')) return undefined
  const last = entriesOf(s).findLast(({ step, act, voidedOn }) => step === s.step && voidedOn === null && act.startsWith('notice'))
  return last?.act === 'notice' ? last : undefined
}

/** Objections the running notice must settle. */
export function objectionsNow(s: Pick<Situation, 'running'>): Objection[] {
  const settled = new Set(entriesOf(s).flatMap(({ facts }) => facts.settled ?? []))
  return (s.running?.objections ?? []).filter(({ id }) => !settled.has(id))
}

/** Since which day the running step runs: the last entry or voiding moved the matter here. */
export function stepBegan(s: Chained): Day | null {
  const running = noticeNow(s)
  const days = entriesOf(s)
    .filter((entry) => entry !== running)
    .flatMap(({ on, voidedOn }) => (voidedOn === null ? [on] : [on, voidedOn]))
  return days.toSorted().at(-1) ?? null
}

/** The day on which it was last applied for: what was looked at before that was not what is applied for. */
export const appliedOn = (s: Pick<Situation, 'running'>): Day | null => entriesOf(s).findLast(({ act }) => act === 'apply')?.on ?? null

/** Who answered for the work in this cycle, as the head of the unit that did it. */
export function answeredFor({ chain, running }: Pick<Situation, 'chain' | 'running'>): string[] {
  const own = new Set(chain.filter((step) => isOfSort(step, 'opinion') && step.holder === 'lead_head').map(({ key }) => key))
  return entriesOf({ running }).flatMap((entry) => (own.has(entry.step) && passes(entry) ? [entry.signatoryId] : []))
}

/** Where the running step may be returned to: the applicant, or a step before it. */
export function returnTargets(s: Pick<Situation, 'chain' | 'step' | 'state'>): { readonly key: string; readonly name: string }[] {
  if (s.state !== 'in_closeout') return []
  const at = s.chain.findIndex(({ key }) => key === s.step)
  return [{ key: APPLICANT, name: '申请人' }, ...s.chain.slice(0, Math.max(at, 0)).map(({ key, name }) => ({ key, name }))]
}

/** Whether an entry counts while the close-out runs; a filing comes after it. */
const counts = (entry: StoredEntry) => (entry.act === 'notice' ? entry.voidedOn === null : entry.act !== 'filing' && passes(entry))
/** Entries that still count, at a step and after it; `apply` names all. Those that say no count for nothing and stay as they are. */
export function standingFrom(s: Pick<Situation, 'chain' | 'running'>, key: string): string[] {
  const at = key === APPLICANT ? 0 : s.chain.findIndex((step) => step.key === key)
  const keys = new Set(s.chain.slice(Math.max(at, 0)).map((step) => step.key))
  return entriesOf(s)
    .filter((entry) => keys.has(entry.step) && counts(entry))
    .map(({ id }) => id)
}

/**
 * What a change of the facts leaves: everything signed on other facts is void, and the matter goes back to the earliest of those steps.
 * Null: nothing was signed on other facts than the present.
 */
export function voidedBySeal(s: Pick<Situation, 'chain' | 'running' | 'seal'>): { readonly step: string; readonly ids: string[] } | null {
  const valid = new Set(standingFrom(s, APPLICANT))
  const other = new Set(
    entriesOf(s)
      .filter(({ id, seal }) => valid.has(id) && seal !== s.seal)
      .map(({ step }) => step),
  )
  const earliest = s.chain.find(({ key }) => other.has(key))
  return earliest ? { step: earliest.key, ids: standingFrom(s, earliest.key) } : null
}

/** State and step in the words people use; the state itself has three values only (rules.md R-41). */
export function stateWords(s: Pick<Situation, 'state' | 'chain' | 'step' | 'running'>): string {
  if (s.state === 'open') return '未申请销号'
  if (noticeNow(s)) return '公示中'
  const step = stepNow(s)
  if (step) return specOf(step.kind).waiting
  if (s.state === 'in_closeout') return '验收中'
  return s.running !== null && s.running.filedOn !== null ? '已备案' : '已销号'
}
