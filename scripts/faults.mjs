// Faults that the build must notice, each planted alone in a copy by fault-injection.mjs.
const PLAN = 'src/features/intake/domain/plan/plan.ts'
const ROUTES = 'src/features/intake/server/intake.routes.ts'
const QUERIES = 'src/features/intake/server/intake.queries.ts'
const VIEWS = 'src/features/intake/server/intake.views.ts'
const CONTRACT = 'src/features/intake/intake.contract.ts'
const INPUT = 'src/platform/input.ts'
const HOLDERS = 'src/features/closeout/domain/chain/holders.ts'

const end = (line) => (text) => `${text}${line}\n`
const start = (line, last) => (text) => `${line}\n${text}${last}\n`
/** The first place only; a fault whose place is gone is no fault any more, and says so. */
const swap = (from, to) => (text) => {
  if (!text.includes(from)) throw new Error(`没有可替换的：${from}`)
  return text.replace(from, to)
}
const types = (message) => ({ check: 'types', message })
const lint = (message) => ({ check: 'lint', message })
const rooms = (message) => ({ check: 'rooms', message })
const dead = (message) => ({ check: 'dead code', message })
/** The test files that must fail, and what a failed one names. */
const tests = (files, message) => ({ check: 'tests', files, message })

/**
 * What is wrong, where, how it is planted, and who must notice it with which words: the cheapest first. A check that fails for
 * another reason has not noticed.
 */
export const FAULTS = [
  ['the domain reads the clock', PLAN, end('export const now = () => Date.now()'), lint(/no-restricted-globals/)],
  ['the domain reads the environment', PLAN, end("export const mode = process.env['MODE']"), types(/plan\.ts.*'process'/)],
  [
    'the domain imports node:fs',
    PLAN,
    start("import { readFileSync } from 'node:fs'", "export const load = () => readFileSync('x')"),
    types(/plan\.ts.*node:fs/),
    rooms(/domain-uses-no-packages|domain-is-pure/),
  ],
  ['the domain imports a package', PLAN, start("import { sql } from 'kysely'", 'export const s = sql'), rooms(/domain-uses-no-packages/)],
  [
    'a page imports a server file',
    'src/features/reports/web/ReportsPage.tsx',
    start("import { reportsRoutes } from '../server/reports.routes.ts'", 'export const r = reportsRoutes'),
    types(/reports\.routes\.ts|reports\/server/),
    rooms(/web-never-sees-server/),
  ],
  [
    'a room looks right, even for a type',
    'src/features/problems/domain/problem.ts',
    start("import type { Planned } from '#features/intake/domain/plan/plan.ts'", 'export type X = Planned'),
    rooms(/problems-looks-left/),
  ],
  [
    "a room imports another room's views",
    'src/features/reports/server/report-rows.views.ts',
    start("import { recentIntakes } from '#features/intake/server/intake.views.ts'", 'export const l = recentIntakes'),
    rooms(/rooms-meet-at-doors/),
  ],
  [
    'the kernel imports a room',
    'src/kernel/days.ts',
    start("import { titleOf } from '#features/problems/domain/problem.ts'", 'export const t = titleOf'),
    rooms(/kernel-knows-nobody/),
  ],
  [
    'the kit imports a room',
    'src/ui/useMedia.ts',
    start("import { titleOf } from '#features/problems/domain/problem.ts'", 'export const t = titleOf'),
    rooms(/ui-knows-no-room/),
  ],
  [
    'a read handler writes',
    VIEWS,
    end("export const wipe = (db: ReadDb) => db.deleteFrom('problem').execute()"),
    types(/intake\.views\.ts.*(?:deleteFrom|read-only)/),
  ],
  [
    'a write endpoint is mounted as a read',
    ROUTES,
    swap('onWrite(app, discardIntakeEndpoint', 'onRead(app, discardIntakeEndpoint'),
    types(/intake\.routes\.ts/),
  ],
  ['an endpoint without a permission', CONTRACT, swap("  action: 'intake.import',\n", ''), types(/intake\.contract\.ts/)],
  ['a misspelt permission', CONTRACT, swap("action: 'intake.import'", "action: 'intake.imports'"), types(/intake\.contract\.ts.*imports/)],
  ['a misspelt refusal', QUERIES, swap("'intake.not-found'", "'intake.not-fuond'"), types(/intake\.queries\.ts.*not-fuond/)],
  ['an act that no room declares', ROUTES, swap("act: 'intake.discard'", "act: 'intake.discarded'"), types(/intake\.routes\.ts/)],
  ['the wrong kind of id', ROUTES, swap('randomUUID() as IntakeId', 'randomUUID() as PersonId'), types(/intake\.routes\.ts.*PersonId/)],
  ['a reply that lacks a field', VIEWS, swap('  bytes,\n', ''), types(/intake/)],
  ['an enum, which type stripping cannot run', INPUT, end('export enum Kind { A }'), types(/input\.ts.*TS1294/)],
  [
    'production imports a test helper',
    'src/app/server.ts',
    start("import { ownUnit } from '#test/people.ts'", 'export const o = ownUnit'),
    types(/test\/people\.ts|people\.ts/),
    rooms(/test/),
  ],
  ['a promise nobody waits for', 'src/app/server.ts', swap('await store.close()', 'store.close()'), lint(/no-floating-promises/)],
  ['any', INPUT, end('export const loose = (x: any) => x'), lint(/no-explicit-any/)],
  ['a cycle', INPUT, start("import { newApp } from './http.ts'", 'export const n = newApp'), lint(/no-cycle/), rooms(/no-cycles/)],
  [
    'a function of 60 lines',
    INPUT,
    end(`export function long(n: number) {\n${'  n += 1\n'.repeat(60)}  return n\n}`),
    lint(/max-lines-per-function/),
  ],
  ['a dead export', 'src/kernel/days.ts', end('export const unused = 1'), dead(/unused.*days\.ts/)],
  [
    'a declared column that the database lacks',
    'src/kernel/rooms/intake.ts',
    swap('file_hash: text(),', 'file_hash: text(), file_mark: text(),'),
    tests(['test/house/rooms.test.ts'], /file_mark/),
  ],
  [
    "a room writes another room's table",
    QUERIES,
    end("export const steal = (tx: WriteTx) => tx.updateTable('problem').set({ remark: '' }).execute()"),
    tests(['test/house/table-owners.test.ts'], /intake\.queries\.ts/),
  ],
  [
    'the same as plain SQL',
    QUERIES,
    end('export const steal = (tx: WriteTx) => sql`update problem set remark = null`.execute(tx)'),
    tests(['test/house/table-owners.test.ts'], /intake\.queries\.ts/),
  ],
  [
    'a room reads a table of a room to its right',
    'src/features/evidence/server/evidence.queries.ts',
    end('export const peek = (db: ReadDb) => queryRows(db, sql`select from closeout_entry e limit 1`)'),
    tests(['test/house/table-readers.test.ts'], /evidence\.queries\.ts:\d+ closeout_entry/),
  ],
  [
    'a veto nobody obeys',
    'src/platform/commit.ts',
    swap('if (refusal) throw', 'if (refusal && events.length < 0) throw'),
    tests(['src/platform/commit.test.ts'], /AssertionError/),
  ],
  [
    'the app role may change events',
    'src/platform/migrate.ts',
    swap('revoke update, delete, truncate on', 'revoke truncate on'),
    tests(['src/platform/db.test.ts'], /AssertionError/),
  ],
  [
    'a role that may see what it must not',
    'src/features/matters/server/scope.queries.ts',
    swap("reach === 'everything'", "reach !== 'everything' || true"),
    tests(['src/features/matters/server/scope.test.ts'], /AssertionError|Counterexample/),
  ],
  [
    'doers may judge their own work',
    HOLDERS,
    swap('return doers.length === 0 ?', 'return doers.length >= 0 ?'),
    tests(['src/features/closeout/domain/acts', 'src/features/closeout/domain/closeout-model.test.ts'], /AssertionError|Counterexample/),
  ],
  [
    'an application without evidence',
    'src/features/closeout/domain/acts/missing-requirements.ts',
    swap('proof.length === 0', 'proof.length < 0'),
    tests(['src/features/closeout/domain/closeout-facts.test.ts'], /AssertionError|Counterexample/),
  ],
  [
    'a public notice that ends a day early',
    'src/features/closeout/domain/chain/notice.ts',
    swap('addDays(from, -1)', 'addDays(from, -2)'),
    tests(['src/features/closeout/domain'], /AssertionError/),
  ],
  [
    'the working days of an unknown year counted as known',
    'src/kernel/days.ts',
    swap('if (!calendar.years.has(year)) years.push(year)', 'if (calendar.years.has(year)) years.push(year)'),
    tests(['src/kernel/days.test.ts'], /AssertionError/),
  ],
]
