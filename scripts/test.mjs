// Checks, pages, tests; the last line counts them. Arguments go to vitest: `npm test -- src/kernel`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './browser.mjs'
import { runChecks } from './check.mjs'
import { endLike, run } from './run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const report = join(root, 'dist/tests.json')
mkdirSync(join(root, 'dist'), { recursive: true })
rmSync(report, { force: true })

const [browserLacks, checks] = await Promise.all([ensureBrowser(), runChecks()])
if (browserLacks) process.stdout.write(`FAIL ${browserLacks}\n`)
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...(browserLacks ? ['--project', 'code'] : [])]
args.push(...process.argv.slice(2))
const tests = await run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], { cwd: root })
if (['SIGINT', 'SIGTERM', 'SIGHUP'].includes(tests.signal)) endLike(tests) // stopped by hand; any other end is a failure

let passed = checks.filter(Boolean).length
let failed = checks.length - passed + (browserLacks ? 1 : 0)
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(readFileSync(report, 'utf8'))
  passed += numPassedTests
  failed += success && tests.code === 0 ? 0 : Math.max(numFailedTests, numFailedTestSuites, 1)
} catch {
  failed += 1 // no report: the run itself broke
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
