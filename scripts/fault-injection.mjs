// Plants one fault at a time in a copy and says which checks notice. A fault nobody notices is a hole in the fence.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('..', import.meta.url))
const DOMAIN = 'src/features/intake/domain/plan/plan.ts'
const ROUTES = 'src/features/intake/server/intake.routes.ts'
const QUERIES = 'src/features/intake/server/intake.queries.ts'
const PAGE = 'src/features/reports/web/ReportsPage.tsx'
const CONTRACT = 'src/features/intake/intake.contract.ts'
const end = (line) => (text) => `${text}${line}\n`
const start = (line, last) => (text) => `${line}\n${text}${last}\n`
const swap = (from, to) => (text) => {
  if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`)
  return text.replace(from, to)
}
const FAULTS = [
  ['the domain reads the clock', DOMAIN, end('export const now = () => Date.now()')],
  ['the domain reads the environment', DOMAIN, end("export const mode = process.env['MODE']")],
  ['the domain imports node:fs', DOMAIN, start("import { readFileSync } from 'node:fs'", "export const load = () => readFileSync('x')")],
  ['the domain imports a package', DOMAIN, start("import { sql } from 'kysely'", 'export const s = sql')],
  [
    'a page imports a server file',
    PAGE,
    start("import { reportsRoutes } from '../server/reports.routes.ts'", 'export const r = reportsRoutes'),
  ],
  [
    'a room looks right, even for a type',
    'src/features/problems/domain/problem.ts',
    start("import type { Planned } from '#features/intake/domain/plan/plan.ts'", 'export type X = Planned'),
  ],
  [
    "a room imports another room's views",
    'src/features/reports/server/report-rows.views.ts',
    start("import { recentIntakes } from '#features/intake/server/intake.views.ts'", 'export const l = recentIntakes'),
  ],
  [
    'the kernel imports a room',
    'src/kernel/rooms/org.ts',
    start("import { titleOf } from '#features/problems/domain/problem.ts'", 'export const t = titleOf'),
  ],
  [
    'a read handler writes',
    'src/features/intake/server/intake.views.ts',
    end("export const wipe = (db: ReadDb) => db.deleteFrom('problem').execute()"),
  ],
  ['a write endpoint is mounted as a read', ROUTES, swap('onWrite(app, discardIntakeEndpoint', 'onRead(app, discardIntakeEndpoint')],
  ['an endpoint without a permission', CONTRACT, swap("  action: 'intake.import',\n", '')],
  ['a misspelt refusal', QUERIES, swap("'intake.not-found'", "'intake.not-fuond'")],
  ['a misspelt permission', CONTRACT, swap("action: 'intake.import'", "action: 'intake.imports'")],
  ['an act that no room declares', ROUTES, swap("act: 'intake.discard'", "act: 'intake.discarded'")],
  [
    'a declared column that the database lacks',
    'src/kernel/rooms/intake.ts',
    swap('file_hash: text(),', 'file_hash: text(), file_mark: text(),'),
  ],
  ['the wrong kind of id', ROUTES, swap('randomUUID() as IntakeId', 'randomUUID() as PersonId')],
  ['a reply that lacks a field', 'src/features/intake/server/intake.views.ts', swap('  bytes,\n', '')],
  ['a promise nobody waits for', 'src/app/server.ts', swap('await store.close()', 'store.close()')],
  ['any', 'src/platform/input.ts', end('export const loose = (x: any) => x')],
  ['an enum, which type stripping cannot run', 'src/platform/input.ts', end('export enum Kind { A }')],
  ['production imports a test helper', 'src/app/server.ts', start("import { ownUnit } from '#test/people.ts'", 'export const o = ownUnit')],
  ['a dead export', 'src/kernel/days.ts', end('export const unused = 1')],
  ['a cycle', 'src/platform/input.ts', start("import { newApp } from './http.ts'", 'export const n = newApp')],
  ['a function of 60 lines', 'src/platform/input.ts', end(`export function long(n: number) {\n${'  n += 1\n'.repeat(60)}  return n\n}`)],
  [
    "a room writes another room's table",
    QUERIES,
    end("export const steal = (tx: WriteTx) => tx.updateTable('problem').set({ remark: '' }).execute()"),
  ],
  ['the same as plain SQL', QUERIES, end('export const steal = (tx: WriteTx) => sql`update problem set remark = null`.execute(tx)')],
  ['the app role may change events', 'src/platform/migrate.ts', swap('revoke update, delete, truncate on', 'revoke truncate on')],
  [
    'a role that may see what it must not',
    'src/features/matters/server/scope.queries.ts',
    swap("reach === 'everything'", "reach !== 'everything' || true"),
  ],
]
const CHECKS = [
  ['tsc', ['node_modules/typescript/bin/tsc', '-b']],
  ['oxlint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--quiet', 'src', 'test', 'e2e']],
  ['depcruise', ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'src', 'test']],
  ['knip', ['node_modules/knip/bin/knip.js', '--production']],
  [
    'vitest',
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      'code',
      'test/every-endpoint',
      'test/rooms',
      'test/table-owners',
      'src/platform/db.test.ts',
      'src/features/matters/server/scope',
    ],
  ],
]

const copy = mkdtempSync(join(tmpdir(), 'bihuan-plant-'))
const tracked = spawnSync('git', ['ls-files', '-z'], { cwd: home, encoding: 'utf8' }).stdout.split('\0').filter(Boolean)
for (const file of tracked) {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  cpSync(join(home, file), join(copy, file))
}
// Real files, since a link leads the checkers back to the first tree; shared on the disk where it can be.
const packages = [join(home, 'node_modules'), join(copy, 'node_modules')]
if (spawnSync('cp', ['-al', ...packages]).status !== 0) {
  rmSync(packages[1], { recursive: true, force: true })
  cpSync(...packages, { recursive: true, verbatimSymlinks: true })
}

/** Cheapest first; one that notices is enough, and the rest are asked too only with --all. */
const noticed = () => {
  const names = []
  for (const [name, args] of CHECKS) {
    if (spawnSync(process.execPath, args, { cwd: copy }).status !== 0) names.push(name)
    if (names.some((found) => found !== 'knip') && !process.argv.includes('--all')) break
  }
  return names
}

let missed = 0
try {
  for (const [what, path, change] of [['nothing', 'README.md', (text) => text], ...FAULTS]) {
    const file = join(copy, path)
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, change(before))
    const by = noticed()
    writeFileSync(file, before)
    // A new export that nobody uses is noticed by knip for the wrong reason: that does not count, except where it is the fault.
    const counted = by.filter((name) => name !== 'knip' || what === 'a dead export')
    if (what === 'nothing' ? by.length > 0 : counted.length === 0) missed += 1
    process.stdout.write(`| ${String(what)} | ${(what === 'nothing' ? by : counted).join(', ') || 'nobody'} |\n`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
process.stdout.write(`\n${FAULTS.length - missed} of ${FAULTS.length} noticed\n`)
process.exitCode = missed === 0 ? 0 : 1
