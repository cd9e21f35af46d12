import type { Block } from './blocks.ts'
import type { TableKind } from '../columns/fields.ts'
import { type Head, headAround } from './find-heads.ts'
import { filledIn, type Grid } from './grid.ts'
import { gridTable, type TableContext } from './grid-table.ts'
import type { RecognisedTable } from './recognised.ts'
import type { Family } from '../columns/synonym.ts'
import type { Vocabulary } from '../columns/vocabulary.ts'

/** So many known columns make a head, however many others stand beside them. */
const ENOUGH = 3

const ONE_COLUMN = '只有一列文字，像是说明，没有导入；如果是台账，请指定这一列的内容'
const unreadWords = (taken: string) => `没有认出表头，${taken}；请指定各列对应的内容，或核对是否为台账`

/** No head was understood: the first row of several cells serves as head, so that a person can say what the columns are. */
export function unknownTable(grid: Grid, context: TableContext): RecognisedTable {
  const found = grid.rows.findIndex((row) => filledIn(row).length > 1)
  const { first, last, heads, jammed } = isLine(grid, found) ? noHead(grid, found) : headAround(grid, Math.max(found, 0))
  const block: Block = {
    titles: grid.rows.slice(0, first),
    head: { first, last, heads, ...(jammed ? { jammed } : {}) },
    rows: grid.rows.slice(last + 1),
    repeats: [],
  }
  const table = kindedByRows(grid, gridTable(grid, block, context), context.vocabulary)
  if ((table.kind === 'problem' || table.kind === 'task') && table.columns.filter(({ field }) => field !== null).length >= ENOUGH)
    return table
  const row = grid.rows[first]?.row ?? 1
  const message = table.columns.length === 1 ? ONE_COLUMN : unreadWords(last < first ? '各行都按数据读入' : `暂以第 ${row} 行为表头`)
  return { ...table, issues: [{ row, column: null, kind: 'HEADER_UNKNOWN', level: 'warn', message }, ...table.issues] }
}

/** Where the head says nothing, the rows may. */
function kindedByRows(grid: Grid, table: RecognisedTable, vocabulary: Vocabulary): RecognisedTable {
  const byRows = table.kind === 'unknown' || table.kind === 'statistics' ? kindByRows(grid, vocabulary) : undefined
  return byRows === undefined ? table : { ...table, kind: byRows }
}

/** A first line numbered like the next one is data already: the head was left behind when the rows were copied. */
function isLine(grid: Grid, index: number): boolean {
  const [one, two] = [grid.rows[index], grid.rows[index + 1]].map((row) => Number(row?.cells[0]?.text || Number.NaN))
  return one !== undefined && two === one + 1
}

function noHead({ rows }: Grid, index: number): Head {
  const width = Math.max(...rows.slice(index).map(({ cells }) => cells.length))
  return { first: index, last: index - 1, heads: Array.from({ length: width }, () => []), jammed: true }
}

/** Names stand in rows instead of columns: figures of the air (t48), the sections of a published complaint (t51). */
function kindByRows(grid: Grid, vocabulary: Vocabulary): TableKind | undefined {
  const rows = grid.rows.slice(0, 100).map((row) => filledIn(row).map(({ text }) => text))
  const count = (family: Family, least: number, cells: number) =>
    rows.filter((texts) => texts.slice(0, cells).some((text) => (vocabulary.match(text, family)?.weight ?? 0) >= least)).length
  if (count('air', 3, 1) >= 3) return 'air'
  const sections = count('case', 2, 2)
  return sections >= 3 && sections * 2 > rows.length && sections > count('ledger', 2, 2) ? 'case' : undefined
}
