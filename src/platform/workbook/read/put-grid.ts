import type { SheetMerge } from '#kernel/sheet.ts'
import { textCell } from './xlsx/cell.ts'
import { type RowTarget, putRow } from './put-row.ts'

/** A table of texts; null where a merge covers the place. Rows of merges count from 0 here, as the rows do. */
export type Grid = { readonly rows: readonly (readonly (string | null)[])[]; readonly merges: readonly SheetMerge[] }

/** Hands a table of texts on as a sheet: nothing in it is guessed to be a number or a date. */
export function putGrid(to: RowTarget, { name, rows, merges }: Grid & { readonly name: string }): void {
  to.out.put({ sheet: { name, hidden: false } })
  to.count.sheet = name
  rows.forEach((cells, i) => putRow(to, { row: i + 1, hidden: false, cells: cells.map((text) => (text === null ? null : textCell(text))) }))
  to.out.put({ rest: { merges: merges.map((merge) => ({ ...merge, top: merge.top + 1, bottom: merge.bottom + 1 })), hiddenColumns: [] } })
}
