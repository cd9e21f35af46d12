import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import type { Sheet } from '#kernel/sheet.ts'
import { isImportable } from './plan/lines.ts'
import { recognise } from './read/recognise.ts'

const sheet = (rows: readonly (readonly string[])[]): Sheet => ({
  name: '台账',
  hidden: false,
  rows: rows.map((cells, i) => ({ row: i + 1, hidden: false, cells: cells.map((text) => ({ text, kind: 'text' as const })) })),
  merges: [],
  hiddenColumns: [],
})
const unread = sheet([
  ['甲栏', '乙栏', '丙栏'],
  ['第一项', '河道污水直排', '2026年12月底前'],
])
const read = (columns: Parameters<typeof recognise>[1]['columns']) =>
  recognise([unread], { on: '2026-11-23' as Day, ...(columns && { columns }) }).tables.map((table) => [table.kind, isImportable(table)])

test('没认出的表头：有人指明问题列就能导入，只指明别的列还不能', () => {
  expect(read([])).toEqual([['unknown', false]])
  expect(read([{ table: 0, column: 2, field: 'deadline' }])).toEqual([['unknown', false]])
  expect(read([{ table: 0, column: 1, field: 'problem' }])).toEqual([['problem', true]])
})
