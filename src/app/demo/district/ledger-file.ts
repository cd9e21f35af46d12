import { writeXlsx } from 'hucre'
import type { Cell, CellStyle, CellValue, ColumnDef, MergeRange, WriteSheet } from 'hucre'
import { addDays } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import { longDate } from './deadline-phrases.ts'
import { ledgerLines } from './ledger-plan.ts'
import type { Line } from './ledger-plan.ts'
import { ledgerRow } from './ledger-rows.ts'
import type { LedgerCell } from './ledger-rows.ts'
import { demoPeople } from './people.ts'

/** A file of the demo, as if it came from somebody's computer. */
export type DemoFile = { readonly name: string; readonly bytes: Uint8Array }

/** Group over the column ('' where the head is one cell over both rows), head, width in characters. Layout of rules.md R-82. */
const COLUMNS: readonly (readonly [group: string, head: string, width: number])[] = [
  ['', '序号', 5],
  ['基本情况', '问题来源', 8],
  ['基本情况', '督察轮次', 9],
  ['基本情况', '反馈问题', 42],
  ['基本情况', '具体点位', 16],
  ['基本情况', '问题类型', 13],
  ['基本情况', '行业', 9],
  ['整改要求', '整改目标', 22],
  ['整改要求', '整改措施', 34],
  ['责任体系', '责任区领导\n（包联）', 13],
  ['责任体系', '牵头单位', 14],
  ['责任体系', '配合单位', 18],
  ['责任体系', '属地镇\n（街道）', 10],
  ['责任体系', '具体责任人', 14],
  ['责任体系', '联系电话', 10],
  ['责任体系', '把关单位', 12],
  ['时限', '整改时限', 14],
  ['时限', '阶段节点', 18],
  ['进展', '当前进展', 30],
  ['进展', '完成\n比例', 8],
  ['进展', '状态', 10],
  ['进展', '是否\n销号', 7],
  ['进展', '销号（完成）\n时间', 12],
  ['佐证及下步工作', '佐证材料编号', 10],
  ['佐证及下步工作', '存在困难', 14],
  ['佐证及下步工作', '下步打算', 16],
  ['', '更新时间', 10],
  ['', '辅助列', 10],
  ['', '备注', 14],
]
const LAST = COLUMNS.length - 1
const HIDDEN = '辅助列'
/** Rows above the first line: title, note, two rows of heads. */
const HEAD_ROWS = 4

const side = { style: 'thin' } as const
const BORDER = { top: side, right: side, bottom: side, left: side }
const BODY: CellStyle = { font: { name: '宋体', size: 9 }, border: BORDER, alignment: { vertical: 'center', wrapText: true } }
const HEAD: CellStyle = {
  font: { name: '黑体', size: 10, bold: true },
  border: BORDER,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9E2F3' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}
const TITLE: CellStyle = { font: { name: '方正小标宋简体', size: 20 }, alignment: { horizontal: 'center', vertical: 'center' } }
const NOTE: CellStyle = { font: { name: '楷体', size: 10 }, alignment: { vertical: 'center' } }
const DAY_STYLE: CellStyle = { ...BODY, numFmt: 'yyyy"年"m"月"d"日"' }
/** Rows somebody marked by hand; the colour means nothing the importer could use. */
const MARKED: CellStyle = { ...BODY, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF2CC' } } }

const valueOf = (cell: LedgerCell): CellValue => {
  if (cell === '') return null
  return typeof cell === 'object' ? new Date(`${cell.day}T00:00:00Z`) : cell
}

/** The two head rows: a group stands over its columns, a head without a group fills both rows. */
function heads(): { rows: CellValue[][]; merges: MergeRange[] } {
  const groups = COLUMNS.map(([group, head], c): CellValue => (group === '' ? head : COLUMNS[c - 1]?.[0] === group ? null : group))
  const merges = COLUMNS.flatMap(([group], c): MergeRange[] => {
    if (group === '') return [{ startRow: 2, startCol: c, endRow: 3, endCol: c }]
    if (COLUMNS[c - 1]?.[0] === group) return []
    return [{ startRow: 2, startCol: c, endRow: 2, endCol: COLUMNS.findLastIndex(([other]) => other === group) }]
  })
  return { rows: [groups, COLUMNS.map(([group, head]) => (group === '' ? null : head))], merges }
}

/** 问题来源 and 督察轮次 are merged downwards over each run. */
const runMerges = (lines: readonly Line[]): MergeRange[] =>
  lines
    .filter((line) => line.run > 1)
    .flatMap((line) =>
      [1, 2].map((col) => ({ startRow: HEAD_ROWS + line.i, startCol: col, endRow: HEAD_ROWS + line.i + line.run - 1, endCol: col })),
    )

const across = (row: number): MergeRange => ({ startRow: row, startCol: 0, endRow: row, endCol: LAST })

/** Styles cell by cell: titles and heads, real dates, and the few marked rows. */
function cellStyles(table: readonly (readonly LedgerCell[])[], footAt: number): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>([
    ['0,0', { style: TITLE }],
    ['1,0', { style: NOTE }],
    [`${footAt},0`, { style: { ...BODY, font: { name: '黑体', size: 10, bold: true } } }],
    [`${footAt + 1},0`, { style: NOTE }],
  ])
  for (const row of [2, 3]) COLUMNS.forEach((_column, c) => cells.set(`${row},${c}`, { style: HEAD }))
  table.forEach((row, r) =>
    row.forEach((cell, c) => {
      const style = typeof cell === 'object' ? DAY_STYLE : r % 41 === 30 ? MARKED : undefined
      if (style) cells.set(`${HEAD_ROWS + r},${c}`, { style })
    }),
  )
  return cells
}

/** Height in points that shows the longest cell of a row; a Chinese character is two columns wide. */
function heightOf(row: readonly LedgerCell[]): number {
  const lines = row.map((cell, c) => {
    const width = COLUMNS[c]?.[2] ?? 10
    return String(typeof cell === 'object' ? '' : cell)
      .split('\n')
      .reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * 2) / (width - 1))), 0)
  })
  return Math.max(...lines) * 12.5 + 6
}

function totals(lines: readonly Line[]): string {
  const count = (stage: Line['stage']) => lines.filter((line) => line.stage === stage).length
  return `合计：${lines.length}项，其中已销号${count('closed')}项，已完成${count('completed')}项，整改到位待验收${count('done')}项，正在整改${count('doing')}项，未启动${count('untouched')}项，长期坚持${count('lasting')}项。`
}

function ledgerSheet(on: Day): WriteSheet {
  const lines = ledgerLines()
  const phones = new Map(demoPeople(on).map((person) => [person.name, person.phone ?? '']))
  const table = lines.map((line) => ledgerRow(line, on, (name) => phones.get(name) ?? ''))
  const head = heads()
  const footAt = HEAD_ROWS + lines.length
  return {
    name: '整改台账',
    columns: COLUMNS.map(([, title, width]): ColumnDef => ({ width, style: BODY, ...(title === HIDDEN ? { hidden: true } : {}) })),
    rows: [
      ['滨澜区中央生态环境保护督察问题整改工作台账'],
      [`填报单位：区整改办        截至时间：${longDate(addDays(on, -3))}        单位：项`],
      ...head.rows,
      ...table.map((row) => row.map(valueOf)),
      [totals(lines)],
      ['注：1.“立行立改”类问题须在督察组进驻前完成；2.标黄的为近期重点调度问题；3.各单位每周五前更新进展，逾期未报的视为无进展。'],
    ],
    cells: cellStyles(table, footAt),
    merges: [across(0), across(1), ...head.merges, ...runMerges(lines), across(footAt), across(footAt + 1)],
    rowDefs: new Map([
      [0, { height: 34 }],
      [1, { height: 20 }],
      [2, { height: 20 }],
      [3, { height: 32 }],
      ...table.map((row, r) => [HEAD_ROWS + r, { height: heightOf(row) }] as const),
    ]),
    freezePane: { rows: HEAD_ROWS, columns: 1 },
    pageSetup: { paperSize: 'a3', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}

const NOTES: readonly (readonly CellValue[])[] = [
  ['填报说明'],
  ['1.本台账由区整改办汇总，历次督察反馈、群众信访和本轮迎检自查发现的问题统一编号。'],
  ['2.单位名称请使用规范简称；多个单位之间用顿号分隔，牵头单位只填一个。'],
  ['3.整改时限请填写具体日期；确需长期坚持的，应同时填写阶段性完成时间。'],
  ['4.已销号问题原则上不再修改；发现反弹的，在备注中注明并及时报区整改办。'],
  ['5.每周五17:00前将更新后的台账报送区整改办邮箱，电子版文件名请勿改动。'],
]

const notesSheet = (): WriteSheet => ({
  name: '说明',
  columns: [{ width: 90, style: { font: { name: '宋体', size: 12 }, alignment: { wrapText: true, vertical: 'center' } } }],
  rows: NOTES.map((row) => [...row]),
  cells: new Map([['0,0', { style: TITLE }]]),
})

/** The ledger the 整改办 keeps by hand: 240 lines in layout Z7, cut off three days before `on`. The same bytes for the same day. */
export async function demoLedgerFile(on: Day): Promise<DemoFile> {
  const saved = new Date(`${addDays(on, -3)}T09:00:00Z`)
  const bytes = await writeXlsx({
    sheets: [notesSheet(), ledgerSheet(on)],
    properties: { creator: '区整改办', created: saved, modified: saved },
  })
  return { name: `滨澜区督察整改工作台账（截至${addDays(on, -3).replaceAll('-', '')}）.xlsx`, bytes }
}
