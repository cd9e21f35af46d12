// Checks, pages, tests; the last line counts them. `npm test`: what every change needs. `npm run test:all`: the long tests as well;
// with `--rest` those alone, for who has just run `npm test`. Other arguments go to vitest: `npm test -- src/kernel`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowser, ensureServers } from './browser.mjs'
import { runChecks } from './check.mjs'
import { endLike, run } from './run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const report = join(root, 'dist/tests.json')
mkdirSync(join(root, 'dist'), { recursive: true })
rmSync(report, { force: true })

const own = ['--all', '--rest']
const rest = process.argv.includes('--rest')
const projects = rest ? ['long'] : ['code', 'browser', ...(process.argv.includes('--all') ? ['long'] : [])]

// one after the other: apt lets one in at a time
const ensureAll = async () => [await ensureBrowser(), projects.includes('long') ? await ensureServers() : '']
const [[browserLacks, serversLack], checks] = await Promise.all([ensureAll(), rest ? [] : runChecks()])
if (serversLack) process.stdout.write(`FAIL ${serversLack}\n`)
if (browserLacks) process.stdout.write(`FAIL ${browserLacks}\n`)
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
// without a browser, what needs none is still run
args.push(...projects.filter((name) => !browserLacks || name !== 'browser').flatMap((name) => ['--project', name]))
args.push(...process.argv.slice(2).filter((arg) => !own.includes(arg)))
const tests = await run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], { cwd: root })
if (['SIGINT', 'SIGTERM', 'SIGHUP'].includes(tests.signal)) endLike(tests) // stopped by hand; any other end is a failure

let passed = checks.filter(Boolean).length
let failed = checks.length - passed + (browserLacks ? 1 : 0)
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, success, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  for (const line of failuresOf(testResults)) process.stdout.write(`FAIL ${line}\n`)
  passed += numPassedTests
  failed += success && tests.code === 0 ? 0 : Math.max(numFailedTests, numFailedTestSuites, 1)
} catch {
  failed += 1 // no report: the run itself broke
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

/** A line for each test that failed, and for each file that broke before its tests. */
function failuresOf(files) {
  const first = (text = '') => text.split('\n', 1)[0]
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    const file = relative(root, name)
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${first(message)}`] : []
    return failed.map((test) => `${file} > ${test.fullName}: ${first(test.failureMessages[0])}`)
  })
}
