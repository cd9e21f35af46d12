import { expect, test } from 'vitest'
import { Day } from '#kernel/days.ts'
import { UnitId } from '#kernel/rooms/org.ts'
import type { FieldKey } from '../../domain/columns/fields.ts'
import type { Choices, Preview } from '../../intake.contract.ts'
import { type Edit, meaningOf, patchOf, shownColumns, withEdit } from './choice-edits.ts'

const unitId = UnitId.parse('00000000-0000-4000-8000-000000000001')
const table = (columns: [string, FieldKey | null, boolean][]): Preview['tables'][number] => ({
  table: 1,
  sheet: '台账',
  kind: 'problem',
  title: null,
  layout: 'grid',
  importable: true,
  leftOut: false,
  rows: 1,
  columns: columns.map(([header, field, corrected], index) => ({ index, header, field, why: null, samples: [], sealed: null, corrected })),
  sealing: [],
  others: [],
  otherCounts: [],
  totals: [],
  issues: [],
})

test('逐项更正互不覆盖，恢复只撤这一列', () => {
  const edits: Edit[] = [
    { on: 'column', table: 0, column: 3, field: 'remark' },
    { on: 'column', table: 0, column: 4, field: null },
    { on: 'left-out', table: 1, leftOut: true },
    { on: 'column', table: 0, column: 3, field: undefined },
  ]
  expect(edits.reduce<Choices>(withEdit, {})).toEqual({
    tables: [
      { table: 1, leftOut: true },
      { table: 0, columns: { '4': null } },
    ],
  })
})

test('名称：指认、保留原文、撤回；同名的单位和人员是两回事', () => {
  const decided: Choices = withEdit({}, { on: 'name', kind: 'unit', raw: '甲办', means: { unitId } })
  expect(meaningOf(decided, 'unit', '甲办')).toEqual({ unitId })
  expect(meaningOf(decided, 'person', '甲办')).toBeUndefined()
  const text = withEdit(decided, { on: 'name', kind: 'unit', raw: '甲办', means: 'text' })
  expect(text.names).toEqual([{ kind: 'unit', raw: '甲办' }])
  expect(meaningOf(text, 'unit', '甲办')).toBe('text')
  expect(withEdit(text, { on: 'name', kind: 'unit', raw: '甲办', means: undefined }).names).toEqual([])
})

test('只送出动过的部分，别的窗口选的来源不被冲掉', () => {
  const base: Choices = { receivedOn: Day.parse('2026-11-01'), names: [{ kind: 'unit', raw: '甲办' }] }
  expect(patchOf(base, [{ on: 'column', table: 0, column: 1, field: 'task' }])).toEqual({
    tables: [{ table: 0, columns: { '1': 'task' } }],
  })
  expect(patchOf(base, [{ on: 'source', sourceId: null }])).toEqual({ sourceId: null })
})

test('还没存上的更正当即可见：本列改成所选，原来占着这一项的列让出', () => {
  const columns = shownColumns(
    table([
      ['把关单位', null, false],
      ['验收单位', 'acceptanceUnit', false],
      ['备注', 'remark', true],
    ]),
    { tables: [{ table: 1, columns: { '0': 'acceptanceUnit' } }] },
  )
  expect(columns.map(({ field, corrected, isReturning }) => [field, corrected, isReturning])).toEqual([
    ['acceptanceUnit', true, false],
    [null, false, false],
    ['remark', false, true],
  ])
})
