import type { Figure } from './figures.ts'
import type { Proof } from './proofs.ts'

/** How the tests of one file ended. */
export type Outcome = { readonly passed: number; readonly all: number }
/** A proof with what it showed. */
export type Verdict = { readonly proof: Proof; readonly figure: string; readonly isMet: boolean }

/** How a file ended, by the state of each of its tests: one that was skipped proves nothing; a file that broke beside its tests failed. */
export function outcomeOf(isFailed: boolean, states: readonly string[]): Outcome {
  const passed = states.filter((state) => state === 'passed').length
  return { passed, all: states.length + (isFailed && !states.includes('failed') ? 1 : 0) }
}

/** What a proof showed: the figures its tests reported, else how many tests passed. A missing figure or file or a failed test is a failure. */
export function verdictOn(proof: Proof, outcomes: ReadonlyMap<string, Outcome>, figures: readonly Figure[]): Verdict {
  const ended = proof.files.map((file) => outcomes.get(file))
  const passed = ended.reduce((sum, outcome) => sum + (outcome?.passed ?? 0), 0)
  const all = ended.reduce((sum, outcome) => sum + (outcome?.all ?? 0), 0)
  const isGreen = passed === all && ended.every((outcome) => outcome !== undefined && outcome.all > 0)
  const tests = `${passed}/${all} 项测试通过`
  if (!proof.isMeasured) return { proof, figure: tests, isMet: isGreen }
  const own = figures.filter(({ key }) => key === proof.key)
  if (own.length === 0) return { proof, figure: '没有结果', isMet: false }
  const parts = [...own.map(({ figure }) => figure), ...(isGreen ? [] : [tests])]
  return { proof, figure: parts.join('；'), isMet: isGreen && own.every(({ isMet }) => isMet) }
}

/** Columns a terminal takes: a Chinese character takes two. */
const widthOf = (text: string) => Array.from(text).reduce((sum, character) => sum + (/[\u2e80-\uffee]/u.test(character) ? 2 : 1), 0)
const filled = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Test, bar, figure: a line each. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const rows = [
    ['', '测试', '要求', '结果'],
    ...verdicts.map(({ proof, figure, isMet }) => [isMet ? '通过' : '未过', proof.title, proof.bar, figure]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  return rows
    .map((row) =>
      row
        .map((text, column) => filled(text, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
