import { expect, test } from 'vitest'
import { type TableName, TABLES } from '#kernel/rooms.ts'
import { CLEANED, EXEMPT, textColumnsOf } from './columns.ts'

test('每张有文字列的表：或清理，或写明为什么不用', () => {
  const open = (Object.keys(TABLES) as TableName[]).filter(
    (table) => textColumnsOf(table).length > 0 && !(table in CLEANED) && EXEMPT[table] === undefined,
  )
  expect(open).toEqual([])
  expect(textColumnsOf('progress_report')).toEqual(['done_text', 'delay_reason', 'difficulty', 'next_step'])
})
