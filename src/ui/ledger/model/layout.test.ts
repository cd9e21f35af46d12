import { describe, expect, it } from 'vitest'
import { fitWidths, frozenClass, frozenFirst, frozenLefts, headCells } from './layout.ts'

const column = (key: string, width: number, more: object = {}) => ({ key, width, ...more })

describe('列宽与表头', () => {
  const columns = [
    column('no', 60, { frozen: true }),
    column('title', 300, { frozen: true, wrap: true }),
    column('goal', 100, { wrap: true }),
  ]

  it('窗口有余，分给没有手工拉过的长文字列；不足则横向滚动', () => {
    expect(fitWidths(columns, {}, 860)).toEqual([60, 600, 200])
    expect(fitWidths(columns, { title: 300 }, 860)).toEqual([60, 300, 500])
    expect(fitWidths(columns, {}, 300)).toEqual([60, 300, 100])
  })

  it('手工列宽不小于最小宽度', () => {
    expect(fitWidths([column('a', 80, { minWidth: 70 }), column('b', 80)], { a: 10, b: 10 }, 0)).toEqual([70, 48])
  })

  it('冻结列排在最左，依次排开', () => {
    expect(frozenFirst([column('x', 10), column('y', 20, { frozen: true })]).map(({ key }) => key)).toEqual(['y', 'x'])
    expect(frozenLefts(columns, [60, 300, 100], 36)).toEqual([36, 96, undefined])
    expect([0, 1, 2].map((col) => frozenClass(columns, col))).toEqual(['frozen', 'frozen last', undefined])
  })

  it('相邻同组合并，隔开的不合并，冻结与不冻结之间断开', () => {
    const heads = headCells([
      column('a', 1),
      column('b', 1, { group: '责任' }),
      column('c', 1, { group: '责任' }),
      column('d', 1),
      column('e', 1, { group: '责任' }),
    ])
    expect(heads).toEqual([
      { from: 0, span: 1 },
      { from: 1, span: 2, group: '责任' },
      { from: 3, span: 1 },
      { from: 4, span: 1, group: '责任' },
    ])
    expect(headCells([column('a', 1, { group: '甲', frozen: true }), column('b', 1, { group: '甲' })])).toHaveLength(2)
  })
})
