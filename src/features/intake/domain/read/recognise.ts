import type { Day } from '#kernel/days.ts'
import type { Sheet } from '#kernel/sheet.ts'
import { blocksOf } from './blocks.ts'
import { type Grid, gridOf } from './grid.ts'
import { gridTable, type TableContext } from './grid-table.ts'
import { pairsOf } from './pairs.ts'
import { pairsTable } from './pairs-table.ts'
import type { ColumnCorrection, Recognised, RecognisedTable } from './recognised.ts'
import { sideBySide } from './side-by-side.ts'
import type { Synonym } from '../columns/synonym.ts'
import { unknownTable } from './unknown-table.ts'
import { type Vocabulary, VOCABULARY, vocabularyOf } from '../columns/vocabulary.ts'

export type RecogniseContext = {
  readonly on: Day
  readonly columns?: readonly ColumnCorrection[]
  /** Fewer words than all that are known: how well a layout is read that nobody has seen. */
  readonly synonyms?: readonly Synonym[]
}

/**
 * The tables of a file as fields (rules.md R-73): what each column was taken for, each row with raw text and value,
 * and what a person must see first. `on` gives the year to phrases without one; `columns` are a person's corrections
 * to an earlier answer on the same sheets. Hidden sheets are left out (rules.md R-71).
 */
export function recognise(sheets: readonly Sheet[], { on, columns = [], synonyms }: RecogniseContext): Recognised {
  const vocabulary = synonyms ? vocabularyOf(synonyms) : VOCABULARY
  const tables: RecognisedTable[] = []
  for (const sheet of sheets.filter(({ hidden, rows }) => !hidden && rows.length > 0)) {
    for (const read of tablesOf(gridOf(sheet), vocabulary)) {
      const corrections = columns.filter(({ table }) => table === tables.length)
      tables.push(read({ on, corrections, vocabulary }))
    }
  }
  return { tables: tables.map((table) => withChoice(table, tables)) }
}

type ReadTable = (context: TableContext) => RecognisedTable

function tablesOf(grid: Grid, vocabulary: Vocabulary): ReadTable[] {
  const blocks = blocksOf(grid, vocabulary)
  const pairs = pairsOf(grid, vocabulary)
  // A form has a label in most rows; its first row may still look like a small head.
  if (pairs && (blocks.length === 0 || pairs.records.length * 3 <= grid.rows.length)) return [(context) => pairsTable(grid, pairs, context)]
  if (blocks.length === 0) return [(context) => unknownTable(grid, context)]
  return blocks.flatMap((block) => sideBySide(block, vocabulary)).map((block) => (context) => gridTable(grid, block, context))
}

const sheetOf = (table: RecognisedTable) => table.rows[0]?.at.sheet

/** Two sheets that look alike are two batches or two versions: a person chooses. */
function withChoice(table: RecognisedTable, all: readonly RecognisedTable[]): RecognisedTable {
  const alike = all.filter((one) => one.kind === table.kind && one.kind !== 'unknown' && sheetOf(one) !== undefined)
  const names = [...new Set(alike.map(sheetOf))]
  // forms are one record each: nobody writes two versions of one
  if (names.length < 2 || alike[0] !== table || alike.every(({ layout }) => layout === 'pairs')) return table
  const message = `文件有 ${names.length} 个工作表（${names.join('、')}）都像要导入的表，请选择要导入的工作表，不要的取消“导入这张表”`
  return {
    ...table,
    issues: [{ row: table.rows[0]?.at.row ?? 1, column: null, kind: 'CHOOSE_SHEET', level: 'warn', message }, ...table.issues],
  }
}
