// Checks, pages, tests; the last line counts them.
import { readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checks } from './check.mjs'
import './build.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const report = join(root, 'dist/tests.json')
rmSync(report, { force: true })
spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  { cwd: root, stdio: 'inherit' },
)

let passed = checks.filter(({ ok }) => ok).length
let failed = checks.length - passed
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(readFileSync(report, 'utf8'))
  passed += numPassedTests
  failed += success ? 0 : Math.max(numFailedTests, numFailedTestSuites, 1)
} catch {
  failed += 1 // no report: the run itself broke
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
