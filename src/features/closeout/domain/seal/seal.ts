import type { Day } from '#kernel/days.ts'
import type { FileFacts } from '../situation.ts'

/** All that a signatory judges: what they saw is sealed with their opinion, and another seal voids it. Names stand beside, since a renamed unit changes no fact. */
export type SealFacts = {
  readonly wording: string | null
  readonly task: string | null
  readonly point: string | null
  readonly target: string | null
  readonly deadline: string | null
  readonly dueOn: Day | null
  readonly cycle: number
  /** Who answers for the work and who is to judge it: another one is another matter. */
  readonly leads: readonly string[]
  readonly acceptance: readonly string[]
  readonly application: { readonly statement: string; readonly lastingMechanism: string | null; readonly completedOn: Day } | null
  readonly measures: readonly SealedMeasure[]
}
export type SealedMeasure = {
  readonly no: number
  readonly id: string
  readonly text: string
  readonly unitId: string | null
  readonly personId: string | null
  readonly deadline: string | null
  readonly dueOn: Day | null
  readonly result: string | null
  readonly doneOn: Day | null
  readonly milestones: readonly { readonly text: string; readonly dueOn: Day | null; readonly reachedOn: Day | null }[]
  /** With what people say of it since seals are of form 2. */
  readonly proof: readonly (FileFacts | Pick<FileFacts, 'id' | 'hash' | 'name'>)[]
  readonly latest: {
    readonly doneText: string
    readonly delayReason: string | null
    readonly difficulty: string | null
    readonly nextStep: string | null
    readonly on: Day
  } | null
}

/** One value has one text, whatever the order in which its parts were written: what is hashed. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${parts.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}
