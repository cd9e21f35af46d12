import { writeSync } from 'node:fs'
import type { Notice, SheetCell, SheetMerge, SheetRow } from '#kernel/sheet.ts'
import { LIMITS } from './limits.ts'
import { UnreadableFileError } from './unreadable-file.ts'

/** One line of the reader's answer. A refusal or the end comes last; without either the process did not finish. */
export type Line =
  | { readonly sheet: { readonly name: string; readonly hidden: boolean } }
  | { readonly row: PackedRow }
  | { readonly rest: { readonly merges: readonly SheetMerge[]; readonly hiddenColumns: readonly number[] } }
  | { readonly end: { readonly notices: readonly Notice[] } }
  | { readonly refusal: UnreadableFileError['refusal'] }

/** A plain text cell travels as its text: most cells are. */
type PackedCell = SheetCell | string | null
type PackedRow = Omit<SheetRow, 'cells'> & { readonly cells: readonly PackedCell[] }

export const packRow = (row: SheetRow): PackedRow => ({ ...row, cells: row.cells.map(packCell) })

const packCell = (cell: SheetCell | null): PackedCell => (cell?.kind === 'text' && !cell.formula && !cell.fault ? cell.text : cell)

/** Units, states and days stand in thousands of rows: they are held once. */
const SHORT = 40
const HELD = 20_000

/** Reads packed rows back; cells of one short text are one and the same. */
export function rowUnpacker(): (row: PackedRow) => SheetRow {
  const held = new Map<string, SheetCell>()
  const textCell = (text: string): SheetCell => {
    const known = held.get(text)
    if (known) return known
    const cell: SheetCell = { text, kind: 'text' }
    if (text.length <= SHORT && held.size < HELD) held.set(text, cell)
    return cell
  }
  return (row) => ({ ...row, cells: row.cells.map((cell) => (typeof cell === 'string' ? textCell(cell) : cell)) })
}

export type Output = { readonly put: (line: Line) => void; readonly flush: () => void }

const BATCH = 64 * 1024

/** Lines leave in batches through a file descriptor; a full pipe holds the reader back, so nothing piles up in it. */
export function outputTo(descriptor: number): Output {
  let waiting: string[] = []
  let size = 0
  let total = 0
  const flush = () => {
    writeAll(descriptor, Buffer.from(waiting.map((line) => `${line}\n`).join('')))
    waiting = []
    size = 0
  }
  return {
    flush,
    put(line) {
      const text = JSON.stringify(line)
      size += text.length
      if ('row' in line) total += text.length
      if ('row' in line && total > LIMITS.outputCharacters)
        throw new UnreadableFileError('FILE_TOO_LARGE', '文件中的文字总量超过上限，请拆分成几个文件再导入')
      waiting.push(text)
      if (size >= BATCH) flush()
    },
  }
}

const PAUSE_MS = 2
const bell = new Int32Array(new SharedArrayBuffer(4))

/** Writes all of it; a full pipe says EAGAIN, then we wait for the other side. */
function writeAll(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(descriptor, bytes, done)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(bell, 0, 0, PAUSE_MS)
    }
  }
}
