import { describe, expect, it } from 'vitest'
import { MatterId } from '#kernel/rooms/matters.ts'
import type { CellChange } from '../../problems.contract.ts'
import { cellsOfFill, cellsOfPaste, undoOf, withVersions, namesIn } from './cell-edits.ts'

const [a, b] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'].map((id) => MatterId.parse(id)) as [
  MatterId,
  MatterId,
]

describe('填写单元格', () => {
  it('粘贴的一块按行列落到各格', () => {
    const pasted = {
      anchorRowId: a,
      rowIds: [a, b],
      columnKeys: ['leader', 'lead'],
      values: [
        ['甲', '区住建局'],
        ['乙', ''],
      ],
    }
    expect(cellsOfPaste(pasted)).toEqual([
      { id: a, column: 'leader', text: '甲' },
      { id: a, column: 'lead', text: '区住建局' },
      { id: b, column: 'leader', text: '乙' },
      { id: b, column: 'lead', text: '' },
    ])
  })

  it('不能填的列一格也不落', () => {
    expect(cellsOfPaste({ anchorRowId: a, rowIds: [a], columnKeys: ['title', 'remark'], values: [['改题目', '备注']] })).toEqual([
      { id: a, column: 'remark', text: '备注' },
    ])
    expect(cellsOfFill({ columnKey: 'title', fromRowId: a, rowIds: [b] }, '改题目')).toEqual([])
  })

  it('向下填充：下面各行取同样的文字', () => {
    expect(cellsOfFill({ columnKey: 'lead', fromRowId: a, rowIds: [b] }, '区住建局')).toEqual([{ id: b, column: 'lead', text: '区住建局' }])
  })

  it('带上看到的版本；没看到过的另列，每个只列一次', () => {
    const drafts = cellsOfPaste({
      anchorRowId: a,
      rowIds: [a, b],
      columnKeys: ['lead', 'remark'],
      values: [
        ['1', '2'],
        ['3', '4'],
      ],
    })
    const { cells, unseen } = withVersions(drafts, (id) => (id === a ? 7 : undefined))
    expect(cells.map(({ id, version }) => [id, version])).toEqual([
      [a, 7],
      [a, 7],
    ])
    expect(unseen).toEqual([b])
  })

  it('撤销：用原来的文字，按保存后的版本', () => {
    const change: CellChange = { id: a, no: '区改2026-0001', title: '题', column: 'leader', before: '甲', after: '乙', notice: null }
    expect(undoOf([change, { ...change, id: b, before: '' }], { [a]: 8, [b]: 3 })).toEqual([
      { id: a, column: 'leader', text: '甲', version: 8 },
      { id: b, column: 'leader', text: '', version: 3 },
    ])
  })

  it('一格里的几个名称', () => {
    expect(namesIn(' 区住建局、区水务局；青禾镇 ，')).toEqual(['区住建局', '区水务局', '青禾镇'])
    expect(namesIn('')).toEqual([])
  })
})
