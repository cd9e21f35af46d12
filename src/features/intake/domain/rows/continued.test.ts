import { expect, test } from 'vitest'
import { type Day, dayOf } from '#kernel/days.ts'
import type { SheetMerge } from '#kernel/sheet.ts'
import { recognise } from '../read/recognise.ts'

const ON = dayOf('2026-11-23') as Day
const HEAD = ['序号', '反馈问题', '整改措施', '整改时限', '责任单位', '备注']
const down = (left: number, top: number, bottom: number): SheetMerge => ({ top, left, bottom, right: left })

/** Rows under the head stand from row 3 on. */
function tableOf(rows: readonly (readonly string[])[], merges: readonly SheetMerge[]) {
  const lines = [['某区整改台账'], HEAD, ...rows].map((cells, i) => ({
    row: i + 1,
    hidden: false,
    cells: cells.map((text) => (text === '' ? null : { text, kind: 'text' as const })),
  }))
  const [table] = recognise([{ name: '台账', hidden: false, rows: lines, merges, hiddenColumns: [] }], { on: ON }).tables
  return {
    rows: (table?.rows ?? []).map(({ at, problem, measures, remark }) => [at.row, problem?.value, measures?.value, remark?.raw]),
    parts: (table?.others ?? []).flatMap(({ row, as }) => (as === 'part' ? [row] : [])),
  }
}

const DUE = '2026年12月底前'

test('一个问题跨几行合并、每行一条措施：一个问题几条措施，没有一行丢下', () => {
  const rows = [
    ['1', '餐饮油烟扰民', '安装净化器', DUE, '区城管局', ''],
    ['', '', '定期清洗', '', '', '每月一次'],
    ['', '', '建立台账', '', '', ''],
    ['2', '河道堆放垃圾', '立即清运', DUE, '区水务局', ''],
  ]
  const merges = [0, 1, 3, 4].map((column) => down(column, 3, 5))
  expect(tableOf(rows, merges)).toEqual({
    rows: [
      [3, '餐饮油烟扰民', ['安装净化器', '定期清洗', '建立台账'], '每月一次'],
      [6, '河道堆放垃圾', ['立即清运'], ''],
    ],
    parts: [4, 5],
  })
})

test('各行期限或单位不同、或各有序号：不替人合成一个，照样逐行列出', () => {
  const rows = (second: readonly string[]) => [['1', '餐饮油烟扰民', '安装净化器', DUE, '区城管局', ''], second]
  const only = [down(1, 3, 4)]
  expect(tableOf(rows(['', '', '定期清洗', '2027年6月底前', '', '']), only).parts).toEqual([])
  expect(tableOf(rows(['', '', '定期清洗', '', '区水务局', '']), only).parts).toEqual([])
  expect(tableOf(rows(['2', '', '定期清洗', '', '', '']), only).parts).toEqual([])
  expect(tableOf(rows(['', '', '定期清洗', DUE, '区城管局', '']), only).parts).toEqual([4])
})

test('措施也合并在一起：同一条只记一次；没有合并的同文两行不动', () => {
  const rows = [
    ['1', '餐饮油烟扰民', '安装净化器', DUE, '区城管局', '甲店'],
    ['', '', '', '', '', '乙店'],
  ]
  expect(
    tableOf(
      rows,
      [0, 1, 2, 3, 4].map((column) => down(column, 3, 4)),
    ).rows,
  ).toEqual([[3, '餐饮油烟扰民', ['安装净化器'], '甲店\n乙店']])
  const plain = ['1', '餐饮油烟扰民', '安装净化器', DUE, '区城管局', '']
  expect(tableOf([plain, plain], []).parts).toEqual([])
})
