import type { SheetCell, SheetMerge } from '#kernel/sheet.ts'
import type { Archive } from '../archive.ts'
import { type CellContext, cellOf } from './cell.ts'
import { LIMITS } from '../limits.ts'
import { coverTooMuch, isOddMerge } from './merges.ts'
import { type RowTarget, putRow } from '../put-row.ts'
import { UnreadableFileError } from '../unreadable-file.ts'
import { type Attributes, readXml } from '../xml.ts'

const GRID_ROWS = 1_048_576
const GRID_COLUMNS = 16_384
const damaged = (why: string) => new UnreadableFileError('XLSX_DAMAGED', `文件结构异常（${why}），已拒绝`)
const isTrue = (value: string | undefined) => value === '1' || value === 'true'

/** Column (A = 0) and row of a reference such as `C12`. */
function place(reference: string): { column: number; row: number } {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/u.exec(reference)
  const column = columnNumber(match?.[1] ?? '')
  const row = Number(match?.[2])
  if (!match || column >= GRID_COLUMNS || row > GRID_ROWS) throw damaged(`单元格位置 ${reference.slice(0, 20)} 无效`)
  return { column, row }
}

/** A = 0. */
function columnNumber(letters: string): number {
  let column = 0
  for (let i = 0; i < letters.length; i += 1) column = column * 26 + letters.charCodeAt(i) - 64
  return column - 1
}

function mergeOf(reference: string): SheetMerge {
  const [from = '', to = from] = reference.split(':')
  const a = place(from)
  const b = place(to)
  const merge = { top: a.row, left: a.column, bottom: b.row, right: b.column }
  if (isOddMerge(merge)) throw damaged('合并单元格范围异常')
  return merge
}

type State = {
  row: number
  hidden: boolean
  cells: (SheetCell | null)[]
  next: number
  column: number
  type: string
  style: number
  value: string
  valued: boolean
  formula: boolean
  capture: boolean
  reading: boolean
}

/** Reads one sheet and passes its filled rows on as they come. */
export async function readSheet(archive: Archive, part: string, context: CellContext, to: RowTarget): Promise<void> {
  const state: State = blank()
  const merges: SheetMerge[] = []
  const hiddenColumns: number[] = []
  const opening = new Map<string, (attributes: Attributes) => void>([
    ['row', (attributes) => openRow(state, attributes)],
    ['c', (attributes) => openCell(state, attributes)],
    ['f', () => void (state.formula = true)],
    ['v', () => void Object.assign(state, { capture: true, valued: true })],
    ['is', () => void (state.valued = true)],
    ['rPh', () => void (state.reading = true)],
    ['t', () => void (state.capture = !state.reading)],
    ['col', (attributes) => hideColumns(hiddenColumns, attributes)],
    ['mergeCell', (attributes) => void merges.push(mergeOf(attributes['ref'] ?? ''))],
  ])
  const closing = new Map<string, () => void>([
    ['v', () => void (state.capture = false)],
    ['t', () => void (state.capture = false)],
    ['rPh', () => void (state.reading = false)],
    ['c', () => closeCell(state, context)],
    ['row', () => putRow(to, state)],
  ])
  await readXml(archive.chunks(part), {
    open: (name, attributes) => opening.get(name)?.(attributes),
    close: (name) => closing.get(name)?.(),
    text: (text) => void (state.value += state.capture ? text : ''),
  })
  if (coverTooMuch(merges)) throw damaged('合并单元格范围异常')
  to.notices.hiddenColumns += hiddenColumns.length
  to.out.put({ rest: { merges, hiddenColumns } })
}

const blank = (): State => ({
  row: 0,
  hidden: false,
  cells: [],
  next: 0,
  column: 0,
  type: '',
  style: 0,
  value: '',
  valued: false,
  formula: false,
  capture: false,
  reading: false,
})

/** The row number may be left out: then it is the next one. Rows going backwards are no sheet an office program wrote. */
function openRow(state: State, attributes: Attributes): void {
  const row = attributes['r'] === undefined ? state.row + 1 : Number(attributes['r'])
  if (!Number.isInteger(row) || row <= state.row || row > GRID_ROWS) throw damaged(`第 ${attributes['r']?.slice(0, 20)} 行的顺序或行号无效`)
  Object.assign(state, { row, hidden: isTrue(attributes['hidden']), cells: [], next: 0 })
}

function openCell(state: State, attributes: Attributes): void {
  const reference = attributes['r']
  const at = reference === undefined ? { column: state.next, row: state.row } : place(reference)
  if (at.row !== state.row || state.cells[at.column] !== undefined) throw damaged(`${reference ?? '单元格'} 重复定义或位置不符`)
  const type = attributes['t'] ?? 'n'
  const style = Number(attributes['s'] ?? 0)
  Object.assign(state, { column: at.column, next: at.column + 1, type, style, value: '', valued: false, formula: false, capture: false })
}

function closeCell(state: State, context: CellContext): void {
  while (state.cells.length < state.column) state.cells.push(null)
  // A second definition of the same cell is found by `undefined`, so a blank one is noted as null.
  state.cells[state.column] = cellOf(state, context)
}

/** Columns beyond the limit hold nothing we read: a format hidden to the edge of the grid is no content. */
function hideColumns(hidden: number[], attributes: Attributes): void {
  if (!isTrue(attributes['hidden'])) return
  const last = Math.min(Number(attributes['max']), LIMITS.columns)
  for (let column = Number(attributes['min']); column <= last; column += 1) hidden.push(column - 1)
}
