import { appendFileSync } from 'node:fs'
import { expect } from 'vitest'
import { type ProofKey, PROOFS } from './proofs.ts'

/** One line of the file that `npm run test:security` and `test:faults` read. */
export type Figure = { readonly key: string; readonly figure: string; readonly isMet: boolean }

/**
 * What a test measured for a proof of the list, held against its bar: it stands in the printed table, and the test fails where the bar is
 * missed. A proof that takes figures and got none counts as failed.
 */
export function reportFigure(key: ProofKey, figure: string, isMet: boolean): void {
  const file = process.env['BIHUAN_FIGURES']
  if (file) appendFileSync(file, `${JSON.stringify({ key, figure, isMet } satisfies Figure)}\n`)
  const proof = PROOFS.find((one) => one.key === key)
  expect(isMet, `${proof?.title ?? key}: ${figure}; ${proof?.bar ?? ''}`).toBe(true)
}
