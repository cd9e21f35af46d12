import { FAULT_PROOFS } from './faults.ts'
import { SECURITY_PROOFS } from './security.ts'

/** Something shown by tests: what, how well it must hold, and where. */
export type Proof = {
  readonly key: string
  readonly title: string
  readonly bar: string
  readonly files: readonly string[]
  /** A test calls `reportFigure` with this key; without it the figure is how many tests of the files pass. */
  readonly isMeasured?: true
}

/** Every proof of both commands. */
export const PROOFS = [...SECURITY_PROOFS, ...FAULT_PROOFS] as const satisfies readonly Proof[]

/** The proofs that take a figure: others have nothing to report. */
export type ProofKey = Extract<(typeof PROOFS)[number], { isMeasured: true }>['key']

/** The proofs behind `npm run test:security` and `npm run test:faults`. */
export const SUITES: Readonly<Record<string, readonly Proof[]>> = { security: SECURITY_PROOFS, faults: FAULT_PROOFS }
