import { LIMITS } from '../limits.ts'
import { damagedXls } from './ole.ts'
import { UnreadableFileError } from '../unreadable-file.ts'

/** One sheet of an old workbook, by its place in the stream. */
export type XlsSheet = {
  readonly position: number
  readonly hidden: boolean
  /** Cells, not a chart or a module. */
  readonly grid: boolean
  readonly hiddenColumns: number[]
}
export type XlsOutline = { readonly sheets: readonly XlsSheet[]; readonly externalLinks: boolean }

const BOF = [0x0809, 0x0409, 0x0209, 0x0009]
const EOF = 0x000a
const FILE_PASS = 0x002f
const BOUND_SHEET = 0x0085
const COLUMN_INFO = 0x007d
const SUP_BOOK = 0x01ae
const CONNECTIONS = [0x01ad, 0x0876]
/** Records that put something into cells; their first two words are row and first column. */
const CELLS = new Set([0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e])
const INSIDE_BOOK = [0x0401, 0x3a01]

type Walk = {
  readonly byPosition: Map<number, XlsSheet>
  readonly ended: Set<number>
  sheet: number
  depth: number
  rows: number
  lastRow: number
  externalLinks: boolean
}

/**
 * Walks the records of a workbook before anything is built from them: every sheet must be there to its end,
 * and what is too large, locked or forbidden is refused here, at the cost of reading lengths.
 */
export function outlineOf(stream: Buffer): XlsOutline {
  const walk: Walk = { byPosition: new Map(), ended: new Set(), sheet: 0, depth: 0, rows: 0, lastRow: -1, externalLinks: false }
  let at = 0
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    if (walk.depth === 0 && !BOF.includes(type)) break // padding behind the last sheet
    if (at + 4 + length > stream.length) throw damagedXls()
    take(walk, type, at, stream.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const sheets = [...walk.byPosition.values()].toSorted((a, b) => a.position - b.position)
  if (walk.depth > 0 || sheets.some(({ position }) => !walk.ended.has(position))) throw damagedXls()
  if (sheets.length === 0) throw new UnreadableFileError('NO_SHEET', '文件中没有工作表')
  return { sheets, externalLinks: walk.externalLinks }
}

function take(walk: Walk, type: number, at: number, data: Buffer): void {
  if (BOF.includes(type)) return enter(walk, at)
  if (type === EOF) return leave(walk)
  refuseForbidden(type)
  if (walk.depth !== 1) return // a chart inside a sheet keeps cells of its own
  if (CELLS.has(type)) countCell(walk, data)
  else RECORDS.get(type)?.(walk, data)
}

function refuseForbidden(type: number): void {
  if (type === FILE_PASS) throw new UnreadableFileError('ENCRYPTED', '文件设有打开密码，请去掉密码后再导入')
  if (CONNECTIONS.includes(type)) {
    throw new UnreadableFileError('EXTERNAL_CONNECTION', '文件含外部数据连接，禁止导入；请断开连接后再导入')
  }
}

function enter(walk: Walk, at: number): void {
  walk.depth += 1
  if (walk.depth > 1) return
  walk.sheet = at
  walk.lastRow = -1
}

function leave(walk: Walk): void {
  walk.depth -= 1
  if (walk.depth === 0) walk.ended.add(walk.sheet)
}

function addSheet({ byPosition }: Walk, data: Buffer): void {
  if (data.length < 6) throw damagedXls()
  const position = data.readUInt32LE(0)
  const kind = data.readUInt8(5)
  if (kind === 1) throw new UnreadableFileError('MACRO', '文件含宏表，禁止导入；请另存为不含宏的 .xlsx')
  byPosition.set(position, { position, hidden: (data.readUInt8(4) & 3) !== 0, grid: kind === 0, hiddenColumns: [] })
}

function hideColumns({ byPosition, sheet }: Walk, data: Buffer): void {
  if (data.length < 10 || (data.readUInt16LE(8) & 1) === 0) return
  const last = Math.min(data.readUInt16LE(2), LIMITS.columns - 1)
  for (let column = data.readUInt16LE(0); column <= last; column += 1) byPosition.get(sheet)?.hiddenColumns.push(column)
}

function noteLinks(walk: Walk, data: Buffer): void {
  if (data.length >= 4 && !INSIDE_BOOK.includes(data.readUInt16LE(2))) walk.externalLinks = true
}

const RECORDS = new Map([
  [BOUND_SHEET, addSheet],
  [SUP_BOOK, noteLinks],
  [COLUMN_INFO, hideColumns],
])

/** Cells stand row by row, so a new row is seen by its number. */
function countCell(walk: Walk, data: Buffer): void {
  if (data.length < 4) throw damagedXls()
  const row = data.readUInt16LE(0)
  if (row === walk.lastRow || walk.byPosition.get(walk.sheet)?.hidden === true) return
  walk.lastRow = row
  walk.rows += 1
  if (walk.rows > LIMITS.rows + LIMITS.rowsAround) {
    throw new UnreadableFileError('TOO_MANY_ROWS', `数据行数超过上限 ${LIMITS.rows} 行，请拆分成几个文件再导入`)
  }
}
