import type { Archive } from '../archive.ts'
import type { SheetPart } from './package.ts'
import { checkCount } from './row-count.ts'

/** A row, and what stands in a cell; a formula without result holds nothing. */
const MARKS = /<row[\s>]|<v>(?=[^<])|<is>/gu
/** A mark with the character that decides about it. */
const LONGEST = 6

/**
 * Counts the filled rows of the visible sheets by a look at the bytes, a tenth of the work of reading them, so that a file over the limit
 * is refused before it is read. What a sheet says of its own size is no help: a formatted column reaches to the last row.
 */
export async function refuseTooManyRows(archive: Archive, sheets: readonly SheetPart[]): Promise<void> {
  let rows = 0
  for (const { name, hidden, part } of sheets)
    if (!hidden) rows = await countRows(archive.chunks(part), rows, sheets.length > 1 ? `读到工作表“${name}”时，` : '')
}

async function countRows(chunks: AsyncIterable<Buffer>, before: number, where: string): Promise<number> {
  let rows = before
  let open = false
  let rest = ''
  for await (const chunk of chunks) {
    const text = rest + chunk.toString('latin1')
    let upTo = 0
    for (const { 0: mark, index } of text.matchAll(MARKS)) {
      upTo = index + mark.length
      if (mark.startsWith('<row')) open = true
      else if (open) {
        open = false
        rows += 1
      }
    }
    checkCount(rows, where)
    rest = text.slice(Math.max(upTo, text.length - LONGEST))
  }
  return rows
}
