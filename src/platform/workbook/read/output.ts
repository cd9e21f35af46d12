import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Notice, SheetCell, SheetMerge, SheetRow } from '#kernel/sheet.ts'
import { LIMITS } from './limits.ts'
import { Refused } from './refused.ts'

/** One line of the reader's answer. A refusal or the end comes last; without either the process did not finish. */
export type Line =
  | { readonly sheet: { readonly name: string; readonly hidden: boolean } }
  | { readonly row: PackedRow }
  | { readonly rest: { readonly merges: readonly SheetMerge[]; readonly hiddenColumns: readonly number[] } }
  | { readonly end: { readonly notices: readonly Notice[] } }
  | { readonly refusal: Refused['refusal'] }

/** A plain text cell travels as its text: most cells are. */
type PackedCell = SheetCell | string | null
type PackedRow = Omit<SheetRow, 'cells'> & { readonly cells: readonly PackedCell[] }

export const packRow = (row: SheetRow): PackedRow => ({ ...row, cells: row.cells.map(packCell) })
export const unpackRow = (row: PackedRow): SheetRow => ({ ...row, cells: row.cells.map(unpackCell) })

const packCell = (cell: SheetCell | null): PackedCell => (cell?.kind === 'text' && !cell.formula && !cell.fault ? cell.text : cell)
const unpackCell = (cell: PackedCell): SheetCell | null => (typeof cell === 'string' ? { text: cell, kind: 'text' } : cell)

export type Output = { readonly put: (line: Line) => void; readonly drain: () => Promise<void> }

const BATCH = 256 * 1024

/** Lines are gathered by `put` and leave in batches by `drain`, which waits for a slow reader. */
export function outputTo(stream: Writable): Output {
  let waiting: string[] = []
  let size = 0
  let total = 0
  return {
    put(line) {
      const text = JSON.stringify(line)
      size += text.length
      total += text.length
      if (total > LIMITS.outputCharacters) throw new Refused('FILE_TOO_LARGE', '文件中的文字总量超过上限，请拆分成几个文件再导入')
      waiting.push(text)
    },
    async drain() {
      if (size < BATCH && !waiting.at(-1)?.startsWith('{"end"') && !waiting.at(-1)?.startsWith('{"refusal"')) return
      const batch = `${waiting.join('\n')}\n`
      waiting = []
      size = 0
      if (!stream.write(batch)) await once(stream, 'drain')
    },
  }
}
