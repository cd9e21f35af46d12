// Plants one fault at a time and says which checks notice. A fault nobody notices is a hole in the fence.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const DOMAIN = 'src/features/closeout/domain/closeout.ts'
const PANEL = 'src/features/closeout/web/CloseoutPanel.tsx'
const end = (line) => (text) => `${text}${line}\n`
const swap = (from, to) => (text) => {
  if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`)
  return text.replace(from, to)
}
const FAULTS = [
  ['the domain reads the clock', DOMAIN, end('export const now = () => Date.now()')],
  ['the domain reads the environment', DOMAIN, end("export const mode = process.env['MODE']")],
  [
    'the domain imports node:fs',
    DOMAIN,
    (text) => `import { readFileSync } from 'node:fs'\n${text}export const load = () => readFileSync('x')\n`,
  ],
  ['the domain imports a package', DOMAIN, (text) => `import dayjs from 'dayjs'\n${text}export const d = dayjs\n`],
  [
    'a page imports a server file',
    PANEL,
    (text) => `import { saveCloseoutSubmitted } from '../server/closeout.queries.ts'\n${text}export const s = saveCloseoutSubmitted\n`,
  ],
  [
    'a room looks right, even for a type',
    'src/features/problems/domain/problem.ts',
    (text) => `import type { CloseoutSubmitted } from '#features/closeout/domain/closeout.ts'\n${text}export type X = CloseoutSubmitted\n`,
  ],
  [
    "a room imports another room's views",
    'src/features/closeout/server/closeout.queries.ts',
    (text) => `import { ledger } from '#features/problems/server/problems.views.ts'\n${text}export const l = ledger\n`,
  ],
  [
    'the kernel imports a room',
    'src/kernel/ids.ts',
    (text) => `import { moveOf } from '#features/problems/domain/problem-states.ts'\n${text}export const m = moveOf\n`,
  ],
  [
    'a read handler writes',
    'src/features/problems/server/problems.views.ts',
    end("export const wipe = (db: ReadDb) => db.deleteFrom('problem').execute()"),
  ],
  ['a write endpoint is mounted as a read', 'src/features/closeout/server/closeout.routes.ts', swap('onWrite(app', 'onRead(app')],
  ['an endpoint without a permission', 'src/features/closeout/closeout.contract.ts', swap("  action: 'closeout.submit',\n", '')],
  ['a misspelt refusal', DOMAIN, swap("'closeout.no-evidence'", "'closeout.no-evidense'")],
  ['the wrong kind of id', DOMAIN, swap('subject: problem.id', 'subject: problem.unitId')],
  [
    'a reply that lacks a field',
    'src/features/closeout/server/closeout.routes.ts',
    swap('{ reviewDueOn: event.reviewDueOn }', '{ due: event.reviewDueOn }'),
  ],
  ['a promise nobody waits for', 'src/app/server.ts', swap('await db.close()', 'db.close()')],
  ['any', 'src/platform/input.ts', end('export const loose = (x: any) => x')],
  ['an enum, which type stripping cannot run', 'src/platform/input.ts', end('export enum Kind { A }')],
  [
    'production imports a test helper',
    'src/app/demo.ts',
    (text) => `import { ownUnit } from '#test/people.ts'\n${text}export const o = ownUnit\n`,
  ],
  ['a dead export', 'src/kernel/days.ts', end('export const unused = 1')],
  ['a cycle', 'src/platform/input.ts', (text) => `import { newApp } from './http.ts'\n${text}export const n = newApp\n`],
  ['a function of 60 lines', 'src/platform/input.ts', end(`export function long(n: number) {\n${'  n += 1\n'.repeat(60)}  return n\n}`)],
  [
    "a room writes another room's table",
    'src/features/closeout/server/closeout.queries.ts',
    end("export const steal = (tx: WriteTx) => tx.updateTable('problem').set({ state: 'closed' }).execute()"),
  ],
  [
    'the app role may change events',
    'src/platform/migrate.ts',
    swap('revoke update, delete, truncate on event', 'revoke truncate on event'),
  ],
]
const CHECKS = [
  ['tsc', ['node_modules/typescript/bin/tsc', '-b']],
  ['oxlint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--quiet', 'src', 'test', 'e2e']],
  ['depcruise', ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'src', 'test']],
  ['knip', ['node_modules/knip/bin/knip.js', '--production']],
  ['vitest', ['node_modules/vitest/vitest.mjs', 'run', '--project', 'code', 'test', 'src/platform/db.test.ts']],
]
const noticed = () => CHECKS.filter(([, args]) => spawnSync(process.execPath, args, { cwd: root }).status !== 0).map(([name]) => name)

let missed = 0
for (const [what, path, change] of [['nothing', 'README.md', (text) => text], ...FAULTS]) {
  const file = join(root, path)
  const before = readFileSync(file, 'utf8')
  try {
    writeFileSync(file, change(before))
    const by = noticed()
    // A new export that nobody uses is noticed by knip for the wrong reason: that does not count, except where it is the fault.
    const counted = by.filter((name) => name !== 'knip' || what === 'a dead export')
    if (what !== 'nothing' && counted.length === 0) missed += 1
    console.log(`| ${what} | ${counted.join(', ') || '**nobody**'} |`)
  } finally {
    writeFileSync(file, before)
  }
}
if (existsSync(join(root, '.tsbuild'))) rmSync(join(root, '.tsbuild'), { recursive: true })
console.log(`\n${FAULTS.length - missed} of ${FAULTS.length} noticed`)
process.exitCode = missed === 0 ? 0 : 1
