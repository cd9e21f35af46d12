import type { SheetCell } from '#kernel/sheet.ts'
import { type Output, packRow } from './output.ts'
import { type RowCount, checkRow } from './xlsx/row-count.ts'
import type { ReaderNotices } from './reader-notices.ts'

export type RowTarget = { readonly out: Output; readonly count: RowCount; readonly notices: ReaderNotices }
type SourceRow = { readonly row: number; readonly hidden: boolean; readonly cells: readonly (SheetCell | null | undefined)[] }

/** Hands a row on, empty ends cut off; a row that holds nothing is passed over. Counts rows and what a person must be told. */
export function putRow({ out, count, notices }: RowTarget, { row, hidden, cells: source }: SourceRow): void {
  const cells = trimmed(source)
  if (cells.length === 0) return
  checkRow(count, cells.length)
  cells.forEach((cell, column) => {
    if (cell?.formula && !cell.fault) notices.formula(count.sheet, row, column, cell.text)
  })
  if (hidden) notices.hiddenRows += 1
  out.put({ row: packRow({ row, hidden, cells }) })
}

function trimmed(cells: readonly (SheetCell | null | undefined)[]): (SheetCell | null)[] {
  const last = cells.findLastIndex((cell) => cell !== null && cell !== undefined)
  return Array.from({ length: last + 1 }, (_, i) => cells[i] ?? null)
}
