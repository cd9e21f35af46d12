import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Each table has one writing room (or file); another room that wants a change calls the owner's *.queries. */
const OWNERS: Readonly<Record<string, string>> = {
  unit: 'features/org/',
  person: 'features/org/',
  duty: 'features/org/',
  account: 'features/org/',
  session: 'features/org/server/accounts/session.queries.ts',
  inspection: 'features/org/server/sources/inspection.queries.ts',
  source: 'features/org/server/sources/inspection.queries.ts',
  setting: 'features/org/server/settings/settings.queries.ts',
  known_name: 'features/org/server/units/known-names.queries.ts',
  holiday: 'features/org/server/holidays/holiday.queries.ts',
  holiday_year: 'features/org/server/holidays/holiday.queries.ts',
  matter: 'features/matters/server/matters.queries.ts',
  matter_number: 'features/matters/server/matters.queries.ts',
  responsibility: 'features/matters/server/responsibility.queries.ts',
  problem: 'features/problems/server/problems.queries.ts',
  measure: 'features/problems/server/measures.queries.ts',
  milestone: 'features/problems/server/measures.queries.ts',
  point_measure: 'features/problems/server/measures.queries.ts',
  evidence: 'features/evidence/server/evidence.queries.ts',
  camera_pass: 'features/evidence/server/camera.queries.ts',
  measure_evidence: 'features/rectification/server/links.queries.ts',
  progress_report: 'features/rectification/server/reports.queries.ts',
  closeout: 'features/closeout/server/closeout.queries.ts',
  closeout_seal: 'features/closeout/server/closeout.queries.ts',
  closeout_entry: 'features/closeout/server/closeout.queries.ts',
  notice_objection: 'features/closeout/server/objections.queries.ts',
  lookback: 'features/lookback/server/lookback.queries.ts',
  lookback_item: 'features/lookback/server/lookback.queries.ts',
  ledger_view: 'features/problems/server/ledger-views.queries.ts',
  intake: 'features/intake/server/intake.queries.ts',
  intake_row: 'features/intake/server/intake.queries.ts',
  event: 'platform/commit.ts',
  event_seal: 'features/history/server/seal.jobs.ts',
}
/** Kysely's ways to write, and the same in SQL; names built at run time would escape, so there are none. */
const WRITE =
  /(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`](\w+)|\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?"?(\w+)|\bupdate\s+(?:only\s+)?"?(\w+)"?(?:\s+(?:as\s+)?\w+)?\s+set\b/gi

const writesIn = (text: string) =>
  [...text.matchAll(WRITE)].map(([, kysely, into, update]) => (kysely ?? into ?? update ?? '').toLowerCase())
const shapes = ['tables.ts', 'tables-proving.ts'].map((file) => readFileSync(`src/platform/${file}`, 'utf8')).join('\n')
const tables = [...shapes.matchAll(/^ {2}(\w+): \{/gm)].map(([, name = '']) => name)

test('谁的表谁写', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  )
  const writes = files
    .flatMap((file) => writesIn(readFileSync(`src/${file}`, 'utf8')).map((table) => ({ file, table })))
    .filter(({ table }) => tables.includes(table))
  expect(new Set(writes.map(({ table }) => table)).size).toBeGreaterThan(15)
  expect(writes.filter(({ file, table }) => !file.startsWith(OWNERS[table] ?? 'nobody'))).toEqual([])
  expect(tables.filter((table) => OWNERS[table] === undefined)).toEqual([])
})

test.each([
  ["tx.insertInto('unit')", 'unit'],
  ['tx\n  .updateTable("matter")', 'matter'],
  ['sql`insert into event (at) select`', 'event'],
  ['sql`INSERT\n  INTO problem`', 'problem'],
  ['ended as (update responsibility r set to_on = 1 from c)', 'responsibility'],
  ['update matter as m\n set x = 1', 'matter'],
  ['delete from session where', 'session'],
  ['merge into measure using', 'measure'],
])('看得出 %s 写 %s', (text, table) => expect(writesIn(text)).toEqual([table]))

test.each(['select id from matter for update', 'on conflict do update set x = 1', "selectFrom('matter')"])('%s 不是写', (text) =>
  expect(writesIn(text)).toEqual([]),
)
