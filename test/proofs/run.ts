/** Runs the tests behind a list of proofs and prints what each showed: `npm run test:security`, `npm run test:faults`. Words choose by title or key. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figures.ts'
import { type Proof, SUITES } from './proofs.ts'
import { type Outcome, outcomeOf, tableOf, verdictOn } from './verdict.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(ROOT, 'dist/proofs')

/** The project of vitest that runs a file with all its runs. */
const projectOf = (file: string) => {
  if (/\.long\.test\.ts$|-model\.test\.ts$/u.test(file)) return 'long'
  return file.startsWith('e2e/') ? 'browser' : 'code'
}

type Report = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** How the tests of some files ended, by file. */
async function outcomesOf(project: string, files: readonly string[], figures: string): Promise<[string, Outcome][]> {
  const report = join(FOLDER, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files]
  const env = { ...process.env, BIHUAN_FIGURES: figures }
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  await once(spawn(process.execPath, [vitest, ...args], { cwd: ROOT, env, stdio: 'inherit' }), 'close')
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  return testResults.map(({ name, status, assertionResults }) => [
    relative(ROOT, name),
    outcomeOf(
      status === 'failed',
      assertionResults.map((test) => test.status),
    ),
  ])
}

function figuresIn(file: string): Figure[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Figure)
  } catch {
    return [] // no test got as far as a figure
  }
}

async function main(suite: string, words: readonly string[]): Promise<void> {
  const chosen = (SUITES[suite] ?? []).filter(({ key, title }) => words.every((word) => `${key} ${title}`.includes(word)))
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const figures = join(FOLDER, 'figures.jsonl')
  const outcomes = new Map<string, Outcome>()
  for (const [project, files] of Map.groupBy(new Set(chosen.flatMap((proof: Proof) => proof.files)), projectOf)) {
    for (const [file, outcome] of await outcomesOf(project, files, figures)) outcomes.set(file, outcome)
  }
  const measured = figuresIn(figures)
  const verdicts = chosen.map((proof) => verdictOn(proof, outcomes, measured))
  const failed = verdicts.filter(({ isMet }) => !isMet).length
  process.stdout.write(`\n${tableOf(verdicts)}\n\n${verdicts.length - failed} 项达到要求，${failed} 项没有达到\n`)
  process.exitCode = failed === 0 && verdicts.length > 0 ? 0 : 1
}

await main(process.argv[2] ?? '', process.argv.slice(3))
