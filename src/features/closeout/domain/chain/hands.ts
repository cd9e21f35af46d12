import { type Chain, type ChainStep, isOthersOpinion } from '#kernel/rooms/closeout-chain.ts'
import { isOfSort } from '#kernel/rooms/closeout-steps.ts'
import type { Refusal } from '#kernel/decision.ts'
import type { Situation, StoredEntry } from '../situation.ts'
import { passedBy } from './steps.ts'

type Handled = Pick<StoredEntry, 'signatoryId' | 'recorderId' | 'facts'>

/** By whose account an entry came in: its recorder's where it is on behalf, else its signatory's. */
const handOf = ({ signatoryId, recorderId }: Pick<StoredEntry, 'signatoryId' | 'recorderId'>): string => recorderId ?? signatoryId

/** The steps up to the one that closes. */
const beforeClosing = (chain: Chain) => chain.slice(0, chain.findIndex(({ closes }) => closes) + 1)

/** Entries that stand at steps of one sort, up to the closing one. */
function passed<E extends StoredEntry>(chain: Chain, entries: readonly E[], fits: (step: ChainStep) => boolean): E[] {
  return beforeClosing(chain)
    .filter(fits)
    .flatMap(({ key }) => passedBy(entries, key) ?? [])
}
const isVerification = (step: ChainStep) => isOfSort(step, 'verification')

/**
 * The floor (rules.md R-53): some verification and some opinion of others that stand come from two accounts, and who gave the opinion was none
 * of those who verified. `closing`: the opinion that is being given and closes.
 */
export function meetsFloor(chain: Chain, entries: readonly StoredEntry[], closing: Handled | null): boolean {
  const opinions: Handled[] = [...passed(chain, entries, isOthersOpinion), ...(closing ? [closing] : [])]
  return passed(chain, entries, isVerification).some((found) => {
    const verifiers = [found.signatoryId, ...(found.facts.verification?.memberIds ?? [])]
    return opinions.some((opinion) => handOf(opinion) !== handOf(found) && !verifiers.includes(opinion.signatoryId))
  })
}

/** Who entered a verification enters no opinion that rests on it, in nobody's name; nor the other way round. */
export function sameHandRefusal(
  { chain, running }: Pick<Situation, 'chain' | 'running'>,
  step: ChainStep,
  hand: string,
  who: string,
): Refusal | null {
  const entries = running?.entries ?? []
  if (isOfSort(step, 'opinion') && passed(chain, entries, isVerification).some((entry) => handOf(entry) === hand))
    return { code: 'closeout.same-hand', detail: { who, done: '现场核查', act: `办理“${step.name}”` } }
  if (isVerification(step) && passed(chain, entries, isOthersOpinion).some((entry) => handOf(entry) === hand))
    return { code: 'closeout.same-hand', detail: { who, done: '意见', act: `办理“${step.name}”` } }
  return null
}
