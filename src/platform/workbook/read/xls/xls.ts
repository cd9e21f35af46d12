import { SSF, type CellObject, type WorkBook, type WorkSheet, read, set_cptable } from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs'
import type { SheetCell, SheetMerge } from '#kernel/sheet.ts'
import { numberCell, textCell } from '../xlsx/cell.ts'
import { coverTooMuch, isOddMerge } from '../xlsx/merges.ts'
import { damagedXls, workbookStreamOf } from './ole.ts'
import type { Output } from '../output.ts'
import { type RowTarget, putRow } from '../put-row.ts'
import { newReaderNotices } from '../reader-notices.ts'
import { BUILT_IN, type CellFormat, formatOf } from '../xlsx/styles.ts'
import { type XlsSheet, outlineOf } from './xls-records.ts'

const GBK = 936
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
}

type Context = { readonly date1904: boolean; readonly format: (code: string | number | undefined) => CellFormat }

/** Reads an old workbook (Excel 95 to 2003 and what WPS writes as such) and hands on what the reader of .xlsx would. */
export function readXls(bytes: Buffer, out: Output): void {
  const stream = workbookStreamOf(bytes)
  const outline = outlineOf(stream)
  const book = parse(stream)
  const notices = newReaderNotices()
  notices.externalLinks = outline.externalLinks
  const count = { sheet: '', rows: 0 }
  const context = { date1904: book.Workbook?.WBProps?.date1904 === true, format: formats() }
  outline.sheets.forEach((sheet, i) => {
    const name = book.SheetNames[i] ?? ''
    if (!sheet.grid) return
    out.put({ sheet: { name, hidden: sheet.hidden } })
    count.sheet = name
    if (sheet.hidden) notices.hiddenSheets += 1
    else putSheet(book.Sheets[name] ?? {}, sheet, context, { out, count, notices })
  })
  out.put({ end: { notices: notices.list() } })
}

function parse(stream: Buffer): WorkBook {
  set_cptable(codepages)
  // Formats named by number only are shown as a Chinese Excel shows them, as in .xlsx.
  for (const [id, code] of Object.entries(BUILT_IN)) SSF.load(code, Number(id))
  try {
    return read(stream, { type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: true, codepage: GBK })
  } catch {
    throw damagedXls()
  }
}

function formats(): Context['format'] {
  const known = new Map<string, CellFormat>()
  return (raw) => {
    const code = typeof raw === 'string' ? raw : 'General'
    const format = known.get(code) ?? formatOf(code)
    known.set(code, format)
    return format
  }
}

function putSheet(sheet: WorkSheet, { hiddenColumns }: XlsSheet, context: Context, to: RowTarget): void {
  const rows = sheet['!data'] ?? []
  rows.forEach((cells, row) => {
    const hidden = sheet['!rows']?.[row]?.hidden === true
    putRow(to, { row: row + 1, hidden, cells: Array.from(cells, (cell: CellObject | undefined) => cell && cellOf(cell, context)) })
  })
  const merges = mergesOf(sheet)
  to.notices.hiddenColumns += hiddenColumns.length
  to.out.put({ rest: { merges, hiddenColumns } })
}

function mergesOf(sheet: WorkSheet): SheetMerge[] {
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c }))
  if (merges.some(isOddMerge) || coverTooMuch(merges)) throw damagedXls()
  return merges
}

function cellOf(cell: CellObject, context: Context): SheetCell | null {
  const value = shownCell(cell, context)
  return value && (cell.f !== undefined || cell.F !== undefined) ? { ...value, formula: true } : value
}

function shownCell({ t, v, z }: CellObject, { date1904, format }: Context): SheetCell | null {
  if (t === 'n') return numberCell(String(v), format(z), date1904)
  if (t === 'b') return { text: v === true ? 'TRUE' : 'FALSE', kind: 'bool' }
  if (t === 'e') return { text: ERRORS[Number(v)] ?? '#N/A', kind: 'error', fault: 'CELL_ERROR_VALUE' }
  return t === 's' ? textCell(String(v ?? '')) : null
}
