import type { Day } from '#kernel/days.ts'
import type { Sheet } from '#kernel/sheet.ts'
import { type Block, blocksOf } from './blocks.ts'
import { filledIn, type Grid, gridOf } from './grid.ts'
import { matchHead } from './heads.ts'
import { gridTable, type TableContext } from './grid-table.ts'
import { pairsOf } from './pairs.ts'
import { pairsTable } from './pairs-table.ts'
import type { ColumnCorrection, Recognised, RecognisedTable } from './recognised.ts'
import { sideBySide } from './side-by-side.ts'

export type RecogniseContext = { readonly on: Day; readonly columns?: readonly ColumnCorrection[] }

/**
 * The tables of a file as fields (`fields.md`): what each column was taken for, each row with raw text and value,
 * and what a person must see first. `on` gives the year to phrases without one; `columns` are a person's corrections
 * to an earlier answer on the same sheets. Hidden sheets are left out (`domain.md` §4.7).
 */
export function recognise(sheets: readonly Sheet[], { on, columns = [] }: RecogniseContext): Recognised {
  const tables: RecognisedTable[] = []
  for (const sheet of sheets.filter(({ hidden, rows }) => !hidden && rows.length > 0)) {
    for (const read of tablesOf(gridOf(sheet))) {
      const corrections = columns.filter(({ table }) => table === tables.length)
      tables.push(read({ on, corrections }))
    }
  }
  return { tables: tables.map((table) => withChoice(table, tables)) }
}

type ReadTable = (context: TableContext) => RecognisedTable

function tablesOf(grid: Grid): ReadTable[] {
  const blocks = blocksOf(grid)
  const pairs = pairsOf(grid)
  // A form has a label in most rows; its first row may still look like a small head.
  if (pairs && (blocks.length === 0 || pairs.records.length * 3 <= grid.rows.length)) return [(context) => pairsTable(grid, pairs, context)]
  if (blocks.length === 0) return [(context) => unknownTable(grid, context)]
  return blocks.flatMap(sideBySide).map((block) => (context) => gridTable(grid, block, context))
}

/** Nothing was understood: the first row of several cells serves as head, so that a person can say what the columns are. */
function unknownTable(grid: Grid, context: TableContext): RecognisedTable {
  const found = grid.rows.findIndex((row) => filledIn(row).length > 1)
  const index = Math.max(found, 0)
  const row = grid.rows[index]
  const heads = Array.from(row?.cells ?? [], (cell) => (cell && cell.text.trim() !== '' ? [cell.text] : []))
  const block: Block = {
    titles: grid.rows.slice(0, index),
    head: { first: index, last: index, heads },
    rows: grid.rows.slice(index + 1),
    repeats: [],
  }
  const read = gridTable(grid, block, context)
  const figures = grid.rows.filter((one) => matchHead(filledIn(one)[0]?.text ?? '', 'air')?.weight === 3).length
  // Figures of the air by row instead of by column (t48): named as such, their texts kept.
  const table = figures >= 3 && read.kind === 'unknown' ? { ...read, kind: 'air' as const } : read
  const message = `没有认出表头，暂以第 ${row?.row ?? 1} 行为表头；请指定各列对应的内容，或核对是否为台账`
  return { ...table, issues: [{ row: row?.row ?? 1, column: null, kind: 'HEADER_UNKNOWN', level: 'warn', message }, ...table.issues] }
}

const sheetOf = (table: RecognisedTable) => table.rows[0]?.at.sheet

/** Two sheets that look alike are two batches or two versions: a person chooses. */
function withChoice(table: RecognisedTable, all: readonly RecognisedTable[]): RecognisedTable {
  const alike = all.filter((one) => one.kind === table.kind && one.kind !== 'unknown' && sheetOf(one) !== undefined)
  const names = [...new Set(alike.map(sheetOf))]
  if (names.length < 2 || alike[0] !== table) return table
  const message = `文件有 ${names.length} 个工作表（${names.join('、')}）都像要导入的表，请选择要导入的工作表`
  return {
    ...table,
    issues: [{ row: table.rows[0]?.at.row ?? 1, column: null, kind: 'CHOOSE_SHEET', level: 'warn', message }, ...table.issues],
  }
}
