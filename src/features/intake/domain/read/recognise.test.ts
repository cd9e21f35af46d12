import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, type Day } from '#kernel/days.ts'
import type { Sheet, SheetCell, SheetMerge } from '#kernel/sheet.ts'
import { recognise } from './recognise.ts'

const ON = dayOf('2026-11-23') as Day
type CellInput = string | SheetCell | null

const cell = (input: CellInput): SheetCell | null =>
  typeof input === 'string' ? (input === '' ? null : { text: input, kind: 'text' }) : input

function sheet(rows: readonly (readonly CellInput[])[], over: Partial<Sheet> = {}): Sheet {
  const filled = rows.map((cells, i) => ({ row: i + 1, hidden: false, cells: cells.map(cell) })).filter(({ cells }) => cells.some(Boolean))
  return { name: '台账', hidden: false, rows: filled, merges: [], hiddenColumns: [], ...over }
}
const merge = (top: number, left: number, bottom: number, right: number): SheetMerge => ({ top, left, bottom, right })
const first = (input: Sheet) => recognise([input], { on: ON }).tables[0]
const fields = (input: Sheet) => first(input)?.columns.map(({ field }) => field)

/** The district's own ledger, layout of rules.md R-82, with a two-row head and the computed group of our export. */
const z7 = (rows: readonly (readonly CellInput[])[], merges: readonly SheetMerge[] = []) =>
  sheet(
    [
      ['示范区生态环境问题整改台账'],
      ['截至时间：2026年11月23日17时'],
      ['序号', '问题来源', '反馈问题', '整改措施', '责任链', '', '', '整改时限', '完成比例', '状态', '系统计算', ''],
      ['', '', '', '', '责任区领导（包联）', '牵头单位', '属地镇', '', '', '', '进度', '时序'],
      ...rows,
    ],
    {
      merges: [
        merge(1, 0, 1, 11),
        merge(2, 0, 2, 11),
        ...[0, 1, 2, 3, 7, 8, 9].map((column) => merge(3, column, 4, column)),
        merge(3, 4, 3, 6),
        merge(3, 10, 3, 11),
        ...merges,
      ],
    },
  )
const line = (no: string, over: Partial<Record<number, CellInput>> = {}): CellInput[] =>
  ['x', '中央督察反馈', `问题${no}`, '立行立改', '包联区领导甲', '区水务局', '甲镇', '2026年底前', '50%', '整改中', '已开始', '达到'].map(
    (text, i) => over[i] ?? (i === 0 ? no : text),
  )

describe('区级台账（Z7）', () => {
  test('两行表头用 / 连接，系统计算的列不对应字段', () => {
    const table = first(z7([line('1')]))
    expect(table?.columns.map(({ header, field }) => `${header} ${field ?? '-'}`)).toEqual([
      '序号 seq',
      '问题来源 source',
      '反馈问题 problem',
      '整改措施 measures',
      '责任链/责任区领导（包联） leader',
      '责任链/牵头单位 leadUnit',
      '责任链/属地镇 region',
      '整改时限 deadline',
      '完成比例 percent',
      '状态 status',
      '系统计算/进度 -',
      '系统计算/时序 -',
    ])
    expect(table?.kind).toBe('problem')
    expect(table?.title).toContain('示范区生态环境问题整改台账')
    expect(table?.rows[0]).toMatchObject({ at: { sheet: '台账', row: 5 }, percent: { raw: '50%', value: 50 } })
  })

  test('系统计算组里的列，名称与字段相同也不读回', () => {
    const input = sheet([
      ['序号', '反馈问题', '整改时限', '系统计算', ''],
      ['', '', '', '整改进展', '状态'],
      ['1', '甲', '立行立改', '已开始', '达到'],
    ])
    expect(fields(input)).toEqual(['seq', 'problem', 'deadline', null, null])
  })

  test('数据区合并单元格向下填充并说明', () => {
    const table = first(z7([line('1'), line('2', { 1: null }), line('3', { 1: null })], [merge(5, 1, 7, 1)]))
    expect(table?.rows.map(({ source }) => source?.value)).toEqual(['中央督察反馈', '中央督察反馈', '中央督察反馈'])
    expect(table?.issues.find(({ kind }) => kind === 'MERGED_FILLED')?.message).toBe(
      '第 5–7 行“问题来源”为合并单元格，已按同一内容填充，请确认',
    )
  })

  test('合计行、说明行、分段行、空序号行不导入，但逐类计数', () => {
    const table = first(z7([['一、中央督察'], line('1'), ['2'], line('3'), ['合计', '', '2'], ['注：本表每周更新']]))
    expect(table?.rows.map(({ at }) => at.row)).toEqual([6, 8])
    expect(table?.issues.filter(({ kind }) => kind === 'LEFT_OUT').map(({ message }) => message)).toEqual([
      '合计行 1 行未导入：第 9 行',
      '说明行 1 行未导入：第 10 行',
      '分段行 1 行未导入：第 5 行',
      '只有序号的空行 1 行未导入：第 7 行',
    ])
  })

  test('隐藏的行给出来并注明，由人决定', () => {
    const input = z7([line('1')])
    const hidden = { ...input, rows: input.rows.map((row) => ({ ...row, hidden: row.row === 5 })) }
    expect(first(hidden)?.rows[0]?.hidden).toBe(true)
    expect(first(hidden)?.issues.map(({ kind }) => kind)).toContain('HIDDEN_CONTENT')
  })

  test('人可以改列：指定的字段从原来的列移过去，也可以不要', () => {
    const columns = [
      { table: 0, column: 9, field: 'remark' },
      { table: 0, column: 3, field: null },
      { table: 0, column: 6, field: 'point' },
    ] as const
    const [table] = recognise([z7([line('1')])], { on: ON, columns }).tables
    expect([9, 3, 6].map((i) => table?.columns[i]?.field)).toEqual(['remark', null, 'point'])
    expect(table?.rows[0]).toMatchObject({ remark: { value: '整改中' }, point: { value: '甲镇' }, unmapped: { 整改措施: '立行立改' } })
    expect(table?.rows[0]?.region).toBeUndefined()
  })
})

describe('表头', () => {
  test.each([
    [
      '没有合并的两级表头',
      [
        ['序号', '反馈问题', '责任', '', '整改时限'],
        ['', '', '牵头单位', '配合单位', ''],
        ['1', '甲', '区水务局', '甲镇', '2026年底前'],
      ],
      ['seq', 'problem', 'leadUnit', 'coUnits', 'deadline'],
    ],
    [
      '空格、换行、全角、括号、星号',
      [
        ['序　号', '反馈\n问题*', '整改时限（必填）', '牵头 单位：'],
        ['1', '甲', '立行立改', '区水务局'],
      ],
      ['seq', 'problem', 'deadline', 'leadUnit'],
    ],
    [
      '前面加了级别',
      [
        ['序号', '反馈问题', '区级牵头单位', '具体整改措施', '整改完成时限'],
        ['1', '甲', '区水务局', '乙', '长期坚持'],
      ],
      ['seq', 'problem', 'leadUnit', 'measures', 'deadline'],
    ],
    [
      '实际完成时间不是时限',
      [
        ['序号', '反馈问题', '整改时限', '实际完成时间'],
        ['1', '甲', '立行立改', '2025-01-01'],
      ],
      ['seq', 'problem', 'deadline', null],
    ],
  ] as const)('%s', (_, rows, expected) => expect(fields(sheet(rows))).toEqual(expected))

  test('三行表头', () => {
    const input = sheet(
      [
        ['序号', '反馈问题', '整改情况', '', ''],
        ['', '', '责任', '', '时限'],
        ['', '', '牵头单位', '配合单位', '整改时限'],
        ['1', '甲', '区水务局', '甲镇', '立行立改'],
      ],
      { merges: [merge(1, 0, 3, 0), merge(1, 1, 3, 1), merge(1, 2, 1, 4), merge(2, 2, 2, 3)] },
    )
    expect(first(input)?.columns[2]).toEqual({
      header: '整改情况/责任/牵头单位',
      field: 'leadUnit',
      why: { by: 'synonym', words: '牵头单位' },
    })
    expect(first(input)?.rows).toHaveLength(1)
  })

  test('重复的列只取一列，另一列原文保留', () => {
    const table = first(
      sheet([
        ['序号', '问题描述', '责任单位', '整改时限', '责任单位'],
        ['1', '甲', '区水务局', '立行立改', '区住建局'],
      ]),
    )
    expect(table?.columns.map(({ field }) => field)).toEqual(['seq', 'problem', 'responsibleUnits', 'deadline', null])
    expect(table?.rows[0]?.unmapped).toEqual({ '责任单位(2)': '区住建局' })
    expect(table?.issues.map(({ kind }) => kind)).toContain('HEADER_DUPLICATE')
  })

  test('名为 __proto__ 的列只是一列', () => {
    const table = first(
      sheet([
        ['序号', '反馈问题', '整改时限', '__proto__'],
        ['1', '甲', '立行立改', '乙'],
      ]),
    )
    expect(Object.entries(table?.rows[0]?.unmapped ?? {})).toEqual([['__proto__', '乙']])
    expect(Object.prototype).not.toHaveProperty('乙')
  })
})

describe('多张表', () => {
  const head = ['序号', '反馈问题', '牵头单位', '整改时限']

  test('同一表头重复出现仍是一张表', () => {
    const table = first(sheet([head, ['1', '甲', '区水务局', '立行立改'], head, ['2', '乙', '区水务局', '立行立改']]))
    expect(table?.rows.map(({ seq }) => seq?.value)).toEqual(['1', '2'])
    expect(table?.issues.map(({ message }) => message)).toContain('重复的表头 1 行未导入：第 3 行')
  })

  test('另一表头开始另一张表，上方单格的行是它的标题', () => {
    const { tables } = recognise(
      [
        sheet([
          head,
          ['1', '甲', '区水务局', '立行立改'],
          ['附：任务表'],
          ['序号', '工作任务', '负责部门', '时间进度'],
          ['1', '丙', '区住建局', '2026年底前'],
        ]),
      ],
      { on: ON },
    )
    expect(tables.map(({ kind, title, rows }) => [kind, title, rows.length])).toEqual([
      ['problem', null, 1],
      ['task', '附：任务表', 1],
    ])
  })

  test('隐藏的工作表不导入', () => {
    expect(recognise([sheet([head, ['1', '甲', '乙', '丙']], { hidden: true })], { on: ON }).tables).toEqual([])
  })
})

describe('性质', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => one.trim() !== '')

  test('任何文字都不丢：每格原文要么在字段里，要么在未对应里，要么在说明里计数', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 3, maxLength: 6 }), { minLength: 1, maxLength: 8 }), (rows) => {
        const { tables } = recognise([sheet([['序号', '反馈问题', '牵头单位', '整改时限', '甲列', '乙列'], ...rows])], { on: ON })
        const records = tables
          .flatMap((table) => table.rows)
          .map(({ at, unmapped, sealed = [], ...read }) => {
            const raws = Object.values(read).flatMap((one) =>
              one !== true && typeof one?.raw === 'string' && one.raw !== '' ? [one.raw] : [],
            )
            return { row: at.row, texts: [...raws, ...Object.values(unmapped), ...sealed.map((one) => one.text)] }
          })
        for (const { row, texts } of records)
          expect(texts.toSorted((a, b) => a.localeCompare(b))).toEqual(rows[row - 2]?.toSorted((a, b) => a.localeCompare(b)))
        const left = tables.flatMap((table) => table.issues).filter(({ kind }) => kind === 'LEFT_OUT')
        expect(records.length + left.reduce((sum, { message }) => sum + Number(/(\d+) 行未导入/u.exec(message)?.[1]), 0)).toBe(rows.length)
      }),
      { numRuns: 200 },
    )
  })

  test('同样的表给出同样的结果，原表不被改动', () => {
    const input = Object.freeze(z7([line('1'), line('2')]))
    const before = structuredClone(input)
    expect(first(input)).toEqual(first(input))
    expect(input).toEqual(before)
  })
})
