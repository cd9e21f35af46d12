import type { Day } from '#kernel/days.ts'
import type { CaseFile, Revoked } from '../situation.ts'

/** A closure that was taken back: on which day, at which moment (UTC), and which measures rebounded; none named: every one. */
export type TakenBack = { readonly on: Day; readonly at: string; readonly measureIds: readonly string[] }
type Worked = {
  readonly id: string
  readonly no: number
  readonly doneOn: Day | null
  readonly proof: readonly { readonly id: string }[]
  readonly latest: unknown
}

/** Taken after the moment, or, where a paper bears only its day, not before that day. */
const datedAfter = ({ takenAt, effectiveOn }: CaseFile, { on, at }: TakenBack) =>
  (takenAt !== null && takenAt >= at) || (effectiveOn !== null && effectiveOn >= on)

/**
 * Of what rebounded: measures whose proof came in before the revocation or bears an earlier date or none, and those done without a word in this cycle.
 * What nothing proves, or is not done, is asked for anyway. `files`: those of the running cycle.
 */
export function sinceRevocation(takenBack: TakenBack | null, measures: readonly Worked[], files: readonly CaseFile[]): Revoked | null {
  if (takenBack === null) return null
  const { on, measureIds } = takenBack
  const fresh = new Set(files.filter((file) => datedAfter(file, takenBack)).map(({ id }) => id))
  const rebounded = measures.filter(
    ({ id }) => measureIds.length === 0 || !measures.some((each) => measureIds.includes(each.id)) || measureIds.includes(id),
  )
  const nos = (fits: (measure: Worked) => boolean) => rebounded.filter(fits).map(({ no }) => no)
  return {
    on,
    unproved: nos(({ proof }) => proof.length > 0 && !proof.some(({ id }) => fresh.has(id))),
    unsaid: nos(({ doneOn, latest }) => doneOn !== null && latest === null),
  }
}
