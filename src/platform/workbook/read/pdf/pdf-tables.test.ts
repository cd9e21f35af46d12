import { describe, expect, test } from 'vitest'
import { columnsOf } from './columns.ts'
import { pageOf } from './page.ts'
import { ruledTables } from './ruled.ts'
import { type Item, type Rule, linesOf, widthOf } from './shapes.ts'
import { tablesOfPages } from './multi-page-tables.ts'

const SIZE = 10
const at = (x: number, y: number, text: string): Item => {
  const width = Array.from(text).reduce((sum, one) => sum + widthOf(one) * SIZE, 0)
  return { text, x, y, width, size: SIZE }
}
const level = (y: number, x1: number, x2: number): Rule => ({ x1, y1: y, x2, y2: y })
const upright = (x: number, y1: number, y2: number): Rule => ({ x1: x, y1, x2: x, y2 })
const frame = (xs: number[], ys: number[]): Rule[] => [
  ...ys.map((y) => level(y, xs[0] ?? 0, xs.at(-1) ?? 0)),
  ...xs.map((x) => upright(x, ys[0] ?? 0, ys.at(-1) ?? 0)),
]
const only = (items: Item[], rules: Rule[]) => ruledTables({ items, rules }).tables[0]

describe('有框线的表', () => {
  test('文字进所在的格，折行的词接上，有意的换行保留', () => {
    const table = only(
      [
        at(2, 15, '序号'),
        at(32, 15, '问题'),
        at(92, 15, '责任单位'),
        at(2, 35, '1'),
        at(32, 35, '养殖尾水直'),
        at(32, 47, '排入海'),
        at(92, 35, '区水务局'),
        at(92, 47, '某镇政府'),
      ],
      frame([0, 30, 90, 180], [0, 20, 50]),
    )
    expect(table?.grid.rows).toEqual([
      ['序号', '问题', '责任单位'],
      ['1', '养殖尾水直排入海', '区水务局\n某镇政府'],
    ])
    expect(table?.doubtful).toBe(false)
  })

  test('缺一段线的相邻格是一个合并格', () => {
    const rules = [
      ...[0, 40, 60].map((y) => level(y, 0, 180)),
      level(20, 30, 180),
      ...[0, 30, 180].map((x) => upright(x, 0, 60)),
      upright(100, 20, 60),
    ]
    const table = only([at(2, 25, '序号'), at(40, 15, '整改情况'), at(40, 35, '措施'), at(110, 35, '时限'), at(2, 55, '1')], rules)
    expect(table?.grid).toEqual({
      rows: [
        ['序号', '整改情况', null],
        [null, '措施', '时限'],
        ['1', '', ''],
      ],
      merges: [
        { top: 0, left: 0, bottom: 1, right: 0 },
        { top: 0, left: 1, bottom: 0, right: 2 },
      ],
    })
  })

  test('一段文字连过两格：在边线处的空格切开；没有空格的不切，标为存疑', () => {
    const rules = frame([0, 50, 120], [0, 20, 40])
    const cut = only([at(2, 15, '养殖尾水 区水务局'), at(2, 35, '甲')], rules)
    expect([cut?.grid.rows[0], cut?.doubtful]).toEqual([['养殖尾水', '区水务局'], false])
    const run = only([at(2, 15, '养殖尾水直排入海'), at(2, 35, '甲')], rules)
    expect([run?.grid.rows[0], run?.doubtful]).toEqual([['养殖尾水直排入海', ''], true])
  })

  test('单个方框、下划线、页边框不是表', () => {
    expect(ruledTables({ items: [at(5, 15, '甲')], rules: frame([0, 200], [0, 40]) }).tables).toEqual([])
    expect(ruledTables({ items: [at(5, 15, '甲')], rules: [level(16, 0, 100)] }).rest).toHaveLength(1)
  })
})

const columns = (items: Item[]) => columnsOf(linesOf(items))

describe('没有框线的表', () => {
  const head = [at(0, 10, '序号'), at(40, 10, '问题'), at(140, 10, '单位')]

  test('每行各列都有字：一行一条，表下的注不算', () => {
    const found = columns([
      at(60, -30, '整改台账'),
      ...head,
      at(0, 30, '1'),
      at(40, 30, '甲'),
      at(140, 30, '区水务局'),
      at(0, 50, '2'),
      at(40, 50, '乙'),
      at(140, 50, '区住建局'),
      at(0, 75, '注：截至年底'),
    ])
    expect(found.rows).toEqual([
      ['序号', '问题', '单位'],
      ['1', '甲', '区水务局'],
      ['2', '乙', '区住建局'],
    ])
    expect([found.above.length, found.below.length]).toEqual([1, 1])
  })

  const rowsApart = (between: number) => [
    ...head,
    at(0, 40, '1'),
    at(40, 40, '养殖尾水'),
    at(140, 40, '区水务局'),
    at(40, 53, '直排入海'),
    at(0, 53 + between, '2'),
    at(40, 53 + between, '扬尘'),
    at(140, 53 + between, '区住建局'),
    at(40, 66 + between, '扰民'),
  ]
  test('按序号成行，行内折行接上，末行的折行不丢', () => {
    expect(columns(rowsApart(27)).rows).toEqual([
      ['序号', '问题', '单位'],
      ['1', '养殖尾水直排入海', '区水务局'],
      ['2', '扬尘扰民', '区住建局'],
    ])
  })
  test('行距与折行距分不开时不猜，全部交给人看', () => {
    const found = columns(rowsApart(13))
    expect([found.rows, found.unsure.length]).toEqual([undefined, 5])
  })
  test('序号不连续时不猜', () => {
    expect(columns(rowsApart(27).map((item) => (item.text === '2' ? { ...item, text: '7' } : item))).rows).toBeUndefined()
  })
})

const rows = (...pages: { items: Item[]; rules: Rule[] }[]) => tablesOfPages(pages).tables.map(({ grid }) => grid.rows)

describe('跨页', () => {
  const rules = frame([0, 30, 130], [0, 20, 40])
  const page = (y: number, ...cells: [string, string][]) => ({
    items: cells.flatMap(([a, b], i) => [at(2, y + 15 + i * 20, a), at(32, y + 15 + i * 20, b)]),
    rules: rules.map((rule) => ({ ...rule, y1: rule.y1 + y, y2: rule.y2 + y })),
  })

  test('表头重复的是一张表，表头只留一次，页码不算', () => {
    const first = page(30, ['序号', '问题'], ['1', '甲'])
    const second = page(0, ['序号', '问题'], ['2', '乙'])
    first.items.push(at(0, 10, '整改台账'), at(50, 300, '- 1 -'))
    second.items.push(at(50, 300, '- 2 -'))
    expect(rows(first, second)).toEqual([[['整改台账'], ['序号', '问题'], ['1', '甲'], ['2', '乙']]])
  })
  test('行在页末断开的，下页无序号的文字并回该行并说明', () => {
    const result = tablesOfPages([page(0, ['序号', '问题'], ['1', '养殖尾水']), page(0, ['', '直排入海'], ['2', '乙'])])
    expect(result.tables[0]?.grid.rows).toEqual([
      ['序号', '问题'],
      ['1', '养殖尾水直排入海'],
      ['2', '乙'],
    ])
    expect(result.tables[0]?.mended).toEqual([{ row: 1, page: 2 }])
  })
  test('两页之间有章节标题的留作一行；有别的标题的是另一张表', () => {
    const second = page(30, ['序号', '问题'], ['2', '乙'])
    const under = (title: string) => ({ ...second, items: [...second.items, at(0, 10, title)] })
    expect(rows(page(0, ['序号', '问题'], ['1', '甲']), under('二、大气'))).toEqual([
      [['序号', '问题'], ['1', '甲'], ['二、大气'], ['2', '乙']],
    ])
    expect(rows(page(0, ['序号', '问题'], ['1', '甲']), under('责任清单'))).toHaveLength(2)
  })
  test('没有表的文件，全部文字按一列交出', () => {
    expect(tablesOfPages([{ items: [at(0, 10, '关于整改工作的报告')], rules: [] }])).toEqual({
      tables: [],
      unsure: ['关于整改工作的报告'],
      unsurePages: [1],
    })
  })
})

const write = (str: string, transform: number[]) => ({ str, transform, width: 40 })

test('横放的页转正，斜着的水印不读，部首码位还原', () => {
  const none = { fnArray: [], argsArray: [] }
  const view = { transform: [1, 0, 0, -1, 0, 800], width: 600, height: 800 }
  const turned = pageOf(view, [write('⽣态⻓期', [0, 10, -10, 0, 100, 50]), write('内部', [7, 7, -7, 7, 300, 300])], none)
  expect(turned.items).toEqual([{ text: '生态长期', x: 50, y: 100, width: 40, size: 10 }])
})
