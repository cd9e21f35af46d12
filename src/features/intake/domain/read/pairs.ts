import type { SheetCell, SheetRow } from '#kernel/sheet.ts'
import { isComplainantHead } from '#features/complainants/domain/complainant-heads.ts'
import { filledIn, type Grid } from './grid.ts'
import { normaliseHead, tidyHead } from '../columns/heads.ts'
import { type Piece, withNumbering } from './numbering-prefixes.ts'
import type { Vocabulary } from '../columns/vocabulary.ts'

/** A label and what stands beside or below it. */
export type Pair = { readonly label: string; readonly cell: SheetCell | null }
/** One record of a sheet laid out as labels and values: a public notice, a form, a newspaper page. */
export type PairsRecord = { readonly row: number; readonly hidden: boolean; readonly pairs: readonly Pair[] }
export type Pairs = { readonly titles: readonly SheetRow[]; readonly records: readonly PairsRecord[]; readonly parts: readonly SheetRow[] }

type Reader = { readonly alone: boolean; readonly isLabel: (text: string) => boolean }

const MARKED = /^【(.+)】$/su
const WITH_VALUE = /^【?([^:：【】]{2,20})(?:】|[:：])[:：]?\s*(\S[\s\S]*)$/u
const ORDINAL = /^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．])\s*(?=\p{Script=Han})/u
const LONGEST_LABEL = 30
/** Rows that decide whether a sheet is a form. */
const SAMPLE = 2000

/** Reads a sheet as labels and values; undefined where too few of its rows begin with a known label. */
export function pairsOf(grid: Grid, vocabulary: Vocabulary): Pairs | undefined {
  const rows = grid.rows.slice(0, SAMPLE)
  const alone = rows.every((row) => filledIn(row).length <= 1)
  const reader: Reader = { alone, isLabel: labelsOf(vocabulary, alone) }
  const begins = rows.filter((row) => beginsPair(row, reader))
  const enough = begins.length >= 3 && (begins.length >= rows.length * (alone ? 0.3 : 0.5) || comeAgain(begins, reader))
  if (!enough) return undefined
  const start = rows.indexOf(begins[0] ?? ({} as SheetRow))
  const body = grid.rows.slice(start)
  const read = body.flatMap((row) => piecesOf(row, reader))
  const stated = read.some(({ label }) => label !== undefined && vocabulary.match(label, 'ledger')?.field === 'problem')
  const { titles, pieces } = alone && !stated ? withNumbering(rows.slice(0, start), read) : { titles: rows.slice(0, start), pieces: read }
  const records = recordsOf(pieces)
  const begun = new Set(records.map(({ row }) => row))
  return { titles, records, parts: body.filter(({ row }) => !begun.has(row)) }
}

/** Between long texts labels are few: enough that three of them come again, block after block. */
function comeAgain(begins: readonly SheetRow[], reader: Reader): boolean {
  if (!reader.alone) return false
  const labels = begins.flatMap((row) => piecesOf(row, reader).flatMap(({ label }) => (label === undefined ? [] : [normaliseHead(label)])))
  return [...new Set(labels)].filter((label) => labels.indexOf(label) !== labels.lastIndexOf(label)).length >= 3
}

/** Beside its value, or marked 【】, a label may be one whose words alone tell it; a line standing alone must be known word for word. */
const labelsOf =
  ({ isExact, weight }: Vocabulary, alone: boolean): Reader['isLabel'] =>
  (text) =>
    text.length <= LONGEST_LABEL && (isExact(text) || isComplainantHead(text) || ((!alone || MARKED.test(text)) && weight(text) >= 1))

/** A lone cell between rows of several is a title or a note, not a label. */
const beginsPair = (row: SheetRow, reader: Reader): boolean =>
  (reader.isLabel(filledIn(row)[0]?.text ?? '') && isPairsRow(row, reader) && (reader.alone || filledIn(row).length > 1)) ||
  (reader.alone && piecesOf(row, reader).some(({ label }) => label !== undefined))

/** Label and value, or labels at every other place: figures in several columns are no form. */
const isPairsRow = (row: SheetRow, { isLabel }: Reader) => filledIn(row).every(({ text }, i) => i % 2 === 1 || i === 0 || isLabel(text))
const textCell = (text: string): SheetCell => ({ text, kind: 'text' })

/** A row as labels and values. In a sheet of one column labels stand alone, carry their value, or share a line (t07). */
function piecesOf(row: SheetRow, reader: Reader): Piece[] {
  const filled = filledIn(row)
  if (!reader.alone)
    return beside(
      row,
      filled.map(({ cell }) => cell),
    )
  return filled.flatMap(({ text: written, cell }) => {
    const text = written.replace(ORDINAL, '')
    const several = shared(row, text, reader)
    if (several) return several
    if (reader.isLabel(text)) return [{ row, label: text }]
    const [, label = '', value = ''] = WITH_VALUE.exec(text) ?? []
    if (reader.isLabel(label))
      return [
        { row, label },
        { row, cell: textCell(value) },
      ]
    return [{ row, cell }]
  })
}

/** Label, value, label, value along a row; a label without a value keeps its place. */
function beside(row: SheetRow, cells: readonly SheetCell[]): Piece[] {
  return cells.map((cell, i) => (i % 2 === 0 || MARKED.test(cell.text.trim()) ? { row, label: cell.text.trim() } : { row, cell }))
}

/** `序号24 受理编号`: known labels in one line, the first with its number. */
function shared(row: SheetRow, text: string, { isLabel }: Reader): Piece[] | undefined {
  const words = text.split(/\s+/u)
  if (words.length < 2 || !isLabel(words.at(-1) ?? '')) return undefined
  const pieces = words.map((word) => {
    const [, label, value] = /^(\D+?)(\d*)$/u.exec(word) ?? []
    return label !== undefined && isLabel(label) ? [{ row, label }, ...(value ? [{ row, cell: textCell(value) }] : [])] : undefined
  })
  return pieces.every((one) => one !== undefined) ? pieces.flat() : undefined
}

type Draft = { row: number; hidden: boolean; pairs: { label: string; cell: SheetCell | null }[] }

/** Pairs in their order; a label that comes again begins a new record, a value without a label goes on with the last. */
function recordsOf(pieces: readonly Piece[]): PairsRecord[] {
  const records: Draft[] = []
  for (const piece of pieces) {
    if (piece.label === undefined) addValue(records, piece.cell)
    else addLabel(records, piece.row, piece.label)
  }
  return records
}

function addLabel(records: Draft[], { row, hidden }: SheetRow, label: string): void {
  const key = normaliseHead(label)
  const record = records.at(-1)
  const pair = { label: labelText(label), cell: null }
  if (record && record.pairs.every((known) => normaliseHead(known.label) !== key)) record.pairs.push(pair)
  else records.push({ row, hidden, pairs: [pair] })
}

function addValue(records: Draft[], cell: SheetCell | undefined): void {
  const last = records.at(-1)?.pairs.at(-1)
  if (last && cell) last.cell = last.cell ? { ...last.cell, text: `${last.cell.text}\n${cell.text}` } : cell
}

const labelText = (label: string) => tidyHead(MARKED.exec(label)?.[1] ?? label).replace(/[:：]+$/u, '')
