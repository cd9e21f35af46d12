import { CsvError, parse } from 'csv-parse/sync'
import type { Notice, SheetCell } from '#kernel/sheet.ts'
import { textCell } from '../xlsx/cell.ts'
import { type Output, packRow } from '../output.ts'
import { UnreadableFileError } from '../unreadable-file.ts'
import { checkRow } from '../xlsx/row-count.ts'

const CANDIDATES = ['\t', ',', ';', '|', '，'] as const
const SAMPLE_LINES = 20

/** Reads delimited text as one sheet. Fields are text: nothing is guessed to be a number or a date. */
export function readDelimited(source: string, name: string, notices: readonly Notice[], out: Output): void {
  const { text, declared } = withoutDeclaration(source)
  const delimiter = declared ?? delimiterOf(text)
  const count = { sheet: name, rows: 0 }
  let row = 0
  out.put({ sheet: { name, hidden: false } })
  const takeRecord = (fields: string[]): null => {
    row += 1
    const cells = fields.map(fieldCell)
    const last = cells.findLastIndex((cell) => cell !== null)
    if (last < 0) return null
    checkRow(count, last + 1)
    out.put({ row: packRow({ row, hidden: false, cells: cells.slice(0, last + 1), width: fields.length }) })
    return null
  }
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true, // ="0123" is how Excel keeps leading zeros
      skip_empty_lines: false,
      on_record: takeRecord,
    })
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableFileError('CSV_QUOTE', `第 ${row + 1} 行起引号没有成对，请核对该行的英文双引号`)
    throw error
  }
  out.put({ rest: { merges: [], hiddenColumns: [] } })
  out.put({ end: { notices } })
}

/** `sep=;` as the first line tells Excel the separator; Excel does not show it. */
function withoutDeclaration(text: string): { text: string; declared?: string } {
  const match = /^sep=(.)\r?\n/u.exec(text)
  return match?.[1] === undefined ? { text } : { text: text.slice(match[0].length), declared: match[1] }
}

/** Big numbers that went through a number cell of Excel: the last digits are gone. */
const ROUNDED = /^\d(?:\.\d+)?E\+1\d$/u

function fieldCell(field: string): SheetCell | null {
  const unwrapped = /^="([^"]*)"$/u.exec(field.trim())?.[1] ?? field
  if (ROUNDED.test(unwrapped.trim())) return { text: unwrapped, kind: 'number', fault: 'PRECISION_LOST' }
  return textCell(unwrapped)
}

/** The separator that stands equally often in most of the first lines, quoted text left aside; a comma where none does. */
function delimiterOf(text: string): string {
  const bare = text.slice(0, 64 * 1024).replace(/"(?:[^"]|"")*"/gu, '')
  const lines = bare
    .split(/\r\n?|\n/u)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES)
  const scored = CANDIDATES.map((mark) => ({ mark, score: regularity(lines.map((line) => line.split(mark).length - 1)) }))
  // The full-width comma belongs to Chinese sentences; it separates only where nothing else could.
  const usual = scored.filter(({ mark, score }) => mark !== '，' && score > 0)
  return (usual.length > 0 ? usual : scored).reduce((best, one) => (one.score > best.score ? one : best), { mark: ',', score: 0 }).mark
}

function regularity(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
  return Math.max(0, ...times.values())
}
