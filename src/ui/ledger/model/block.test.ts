import { describe, expect, it } from 'vitest'
import { cellBlock, type AnchoredBlock, markOf, placedBlock, spanOf } from './block.ts'

const COLS = ['no', 'title', 'unit']
const anchored = (rowIds: string[], from: [number, number], to: [number, number]): AnchoredBlock => ({
  block: { anchor: { row: from[0], col: from[1] }, focus: { row: to[0], col: to[1] } },
  rowIds,
  colKeys: COLS,
  page: 1,
})

describe('所选的块', () => {
  it('向左上拖与向右下拖是同一块', () => {
    expect(spanOf({ anchor: { row: 3, col: 2 }, focus: { row: 1, col: 0 } })).toEqual({ top: 1, bottom: 3, left: 0, right: 2 })
  })

  it('行重新读取后，光标跟着同一行走，块不再完整时收成一格', () => {
    const before = anchored(['a', 'b', 'c'], [0, 0], [1, 1])
    expect(placedBlock(before, ['a', 'b', 'c'], COLS, 1)).toEqual(before.block)
    expect(placedBlock(before, ['b', 'c', 'a'], COLS, 1)).toEqual(cellBlock(0, 1))
    expect(placedBlock(before, ['a', 'c', 'b'], COLS, 1)).toEqual(cellBlock(2, 1))
  })

  it('光标所在行没有了，就近停下；所在列隐藏了，就近停下', () => {
    expect(placedBlock(anchored(['a', 'b', 'c'], [2, 2], [2, 2]), ['a', 'b'], COLS, 1)).toEqual(cellBlock(1, 2))
    expect(placedBlock(anchored(['a', 'b', 'c'], [0, 2], [0, 2]), ['a'], ['no', 'title'], 1)).toEqual(cellBlock(0, 1))
    expect(placedBlock(anchored(['a'], [0, 2], [0, 2]), ['a'], ['unit', 'no'], 1)).toEqual(cellBlock(0, 0))
  })

  it('翻页后从第一行开始，列不变；没有行就没有光标；起初在左上角', () => {
    expect(placedBlock(anchored(['a', 'b'], [1, 2], [1, 2]), ['x', 'y'], COLS, 2)).toEqual(cellBlock(0, 2))
    expect(placedBlock(undefined, [], COLS, 1)).toBeUndefined()
    expect(placedBlock(undefined, ['a'], COLS, 1)).toEqual(cellBlock(0, 0))
  })

  it('每一行只拿到自己要画的部分', () => {
    const block = { anchor: { row: 1, col: 1 }, focus: { row: 2, col: 2 } }
    expect(markOf(block, 0)).toEqual({ from: -1, to: -1, cursor: -1, isTop: false, isBottom: false })
    expect(markOf(block, 1)).toEqual({ from: 1, to: 2, cursor: -1, isTop: true, isBottom: false })
    expect(markOf(block, 2)).toEqual({ from: 1, to: 2, cursor: 2, isTop: false, isBottom: true })
  })
})
