import { describe, expect, it } from 'vitest'
import { type Block, cellBlock } from './block.ts'
import { fillOf, pasteOf } from './edits.ts'

const COLUMNS = [
  { key: 'title', title: '问题' },
  { key: 'leader', title: '包联领导', editable: true },
  { key: 'unit', title: '牵头单位', editable: true },
]
const ROWS = ['a', 'b', 'c']
const over = (top: number, left: number, bottom: number, right: number): Block => ({
  anchor: { row: top, col: left },
  focus: { row: bottom, col: right },
})

describe('粘贴', () => {
  it('从光标处向右下放，告诉页面是哪些行、哪些列', () => {
    expect(pasteOf('领导甲\t住建局\r\n领导乙\t水务局\r\n', cellBlock(1, 1), COLUMNS, ROWS)).toEqual({
      edit: {
        anchorRowId: 'b',
        rowIds: ['b', 'c'],
        columnKeys: ['leader', 'unit'],
        values: [
          ['领导甲', '住建局'],
          ['领导乙', '水务局'],
        ],
      },
    })
  })

  it('一格粘到所选的整块', () => {
    expect(pasteOf('领导甲', over(0, 1, 2, 1), COLUMNS, ROWS)).toMatchObject({
      edit: { rowIds: ROWS, columnKeys: ['leader'], values: [['领导甲'], ['领导甲'], ['领导甲']] },
    })
  })

  it('只读列、行数或列数放不下、空剪贴板：说明原因，不截断', () => {
    expect(pasteOf('新的问题', cellBlock(0, 0), COLUMNS, ROWS)).toEqual({ refused: '“问题”列不能在表中修改，未粘贴' })
    expect(pasteOf('甲\n乙', cellBlock(2, 1), COLUMNS, ROWS)).toEqual({ refused: '粘贴内容有 2 行，本页自所选行起只有 1 行，未粘贴' })
    expect(pasteOf('甲\t乙', cellBlock(0, 2), COLUMNS, ROWS)).toEqual({ refused: '粘贴内容有 2 列，所选列起只有 1 列，未粘贴' })
    expect(pasteOf('', cellBlock(0, 1), COLUMNS, ROWS)).toEqual({ refused: '剪贴板中没有可粘贴的文字' })
  })
})

describe('向下填充', () => {
  it('所选块的首行填到其余各行', () => {
    expect(fillOf(over(2, 1, 0, 1), COLUMNS, ROWS)).toEqual({ edit: { columnKey: 'leader', fromRowId: 'a', rowIds: ['b', 'c'] } })
  })

  it('只选一行时取上一行，首行没有上一行', () => {
    expect(fillOf(cellBlock(2, 2), COLUMNS, ROWS)).toEqual({ edit: { columnKey: 'unit', fromRowId: 'b', rowIds: ['c'] } })
    expect(fillOf(cellBlock(0, 2), COLUMNS, ROWS)).toEqual({ refused: '上面没有可填充的行' })
  })

  it('多列、只读列不填', () => {
    expect(fillOf(over(0, 1, 2, 2), COLUMNS, ROWS)).toEqual({ refused: '向下填充一次只能填一列，请只选一列' })
    expect(fillOf(over(0, 0, 2, 0), COLUMNS, ROWS)).toEqual({ refused: '“问题”列不能在表中修改，未填充' })
  })
})
