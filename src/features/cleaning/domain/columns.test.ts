import { expect, test } from 'vitest'
import { type TableName, TABLES, tableOf } from '#kernel/rooms.ts'
import { CLEANED, EXEMPT, NO_WORDS, cleanedColumnsOf, isCleaned, textColumnsOf } from './columns.ts'

test('每张有文字列的表：或清理，或写明为什么不用', () => {
  const open = (Object.keys(TABLES) as TableName[]).filter(
    (table) => textColumnsOf(table).length > 0 && !(table in CLEANED) && EXEMPT[table] === undefined,
  )
  expect(open).toEqual([])
  expect(textColumnsOf('progress_report')).toEqual(['done_text', 'delay_reason', 'difficulty', 'next_step'])
})

test('每个 JSON 列、文字列表列：或清理，或写明为什么不用', () => {
  const open = (Object.keys(TABLES) as TableName[]).flatMap((table) =>
    Object.entries(tableOf(table)?.columns ?? {})
      .filter(([name, { spec }]) => ['jsonb', '_text'].includes(spec.sql) && !(name in (NO_WORDS[table] ?? {})))
      .flatMap(([name]) =>
        (table in CLEANED ? cleanedColumnsOf(table).includes(name) : EXEMPT[table] !== undefined) ? [] : [`${table}.${name}`],
      ),
  )
  expect(open).toEqual([])
  expect(cleanedColumnsOf('measure')).toContain('kind')
})

test.each([
  ['problem', 'deadline', true],
  ['problem', 'wording_hash', false],
  ['unit', 'name', false],
  ['problem', 'a_column_of_before', true],
] as const)('办理记录里的 %s.%s 清理：%s', (table, column, expected) => expect(isCleaned(table, column)).toBe(expected))
