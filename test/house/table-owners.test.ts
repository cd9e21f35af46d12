import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Room } from '#kernel/declaration.ts'
import { ROOMS } from '#kernel/rooms.ts'

/** The room that declares a table writes it, in one file (org: in its queries); another room that wants a change calls the owner's *.queries. */
const OWNERS = new Map(ROOMS.flatMap((room: Room) => Object.keys(room.tables ?? {}).map((table) => [table, room.name] as const)))
const folderOf = (room = 'nobody') => (room === 'platform' ? 'platform/' : `features/${room}/server/`)

/** Kysely's ways to write, and the same in SQL; names built at run time would escape: there are none but in the cleaning of all tables (decision 0041). */
const WRITE =
  /(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`](\w+)|\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?"?(\w+)|\bupdate\s+(?:only\s+)?"?(\w+)"?(?:\s+(?:as\s+)?\w+)?\s+set\b/gi

const writesIn = (text: string) =>
  [...text.matchAll(WRITE)].map(([, kysely, into, update]) => (kysely ?? into ?? update ?? '').toLowerCase())
test('谁的表谁写', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  )
  const writes = files
    .flatMap((file) => writesIn(readFileSync(`src/${file}`, 'utf8')).map((table) => ({ file, table })))
    .filter(({ table }) => OWNERS.has(table))
  expect(new Set(writes.map(({ table }) => table)).size).toBeGreaterThan(15)
  expect(writes.filter(({ file, table }) => !file.startsWith(folderOf(OWNERS.get(table))))).toEqual([])
  const writers = Map.groupBy(writes, ({ table }) => table)
  const several = [...writers].filter(([table, all]) => OWNERS.get(table) !== 'org' && new Set(all.map(({ file }) => file)).size > 1)
  expect(several.map(([table]) => table)).toEqual([])
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
