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
const isOpinion = (step: ChainStep) => isOfSort(step, 'opinion')

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

/** Who is behind an entry: whoever signed it, and whoever entered it for them. */
const isBehind = ({ signatoryId, recorderId }: StoredEntry, account: string) => signatoryId === account || recorderId === account
/** Whoever was on site stands behind what was found there. */
const wasOnSite = ({ facts }: StoredEntry, account: string) => facts.verification?.memberIds.includes(account) === true

/**
 * Verification and opinions, the lead unit's own too, are different people's: who gave or entered one gives or enters no other, in nobody's name.
 * The head of the lead unit answers for the work, and so was not on site either.
 */
export function sameHandRefusal(
  { chain, running }: Pick<Situation, 'chain' | 'running'>,
  step: ChainStep,
  account: string,
  who: string,
): Refusal | null {
  const entries = running?.entries ?? []
  const refusal = (done: string): Refusal => ({ code: 'closeout.same-hand', detail: { who, done, act: `办理“${step.name}”` } })
  if (isOpinion(step)) {
    const verified = passed(chain, entries, isVerification)
    const isOwn = step.holder === 'lead_head'
    return verified.some((entry) => isBehind(entry, account) || (isOwn && wasOnSite(entry, account))) ? refusal('现场核查') : null
  }
  return isVerification(step) && passed(chain, entries, isOpinion).some((entry) => isBehind(entry, account)) ? refusal('意见') : null
}
