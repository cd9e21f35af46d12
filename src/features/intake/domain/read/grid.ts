import type { Sheet, SheetCell, SheetMerge, SheetRow } from '#kernel/sheet.ts'

/** A sheet made ready for recognition: where merges lie, row by row. */
export type Grid = {
  readonly name: string
  readonly rows: readonly SheetRow[]
  /** Merges that touch a row, by row number. */
  readonly mergesAt: ReadonlyMap<number, readonly SheetMerge[]>
  readonly cellAt: (row: number, column: number) => SheetCell | null
}

export function gridOf(sheet: Sheet): Grid {
  const byNumber = new Map(sheet.rows.map((row) => [row.row, row]))
  const last = sheet.rows.at(-1)?.row ?? 0
  const mergesAt = new Map<number, SheetMerge[]>()
  for (const merge of sheet.merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, last); row += 1) {
      const known = mergesAt.get(row)
      if (known) known.push(merge)
      else if (byNumber.has(row)) mergesAt.set(row, [merge])
    }
  }
  return { name: sheet.name, rows: sheet.rows, mergesAt, cellAt: (row, column) => byNumber.get(row)?.cells[column] ?? null }
}

export const textOf = (cell: SheetCell | null | undefined): string => cell?.text.trim() ?? ''

/** The text a person reads at a place, merged ranges included. */
export function shownAt(grid: Grid, row: number, column: number): string {
  const own = textOf(grid.cellAt(row, column))
  if (own !== '') return own
  const merge = grid.mergesAt.get(row)?.find((one) => one.left <= column && column <= one.right)
  return merge ? textOf(grid.cellAt(merge.top, merge.left)) : ''
}

export type Filled = { readonly column: number; readonly text: string; readonly cell: SheetCell }

/** The filled cells of a row from left to right. */
export const filledIn = (row: SheetRow): Filled[] =>
  row.cells.flatMap((cell, column) => (cell && cell.text.trim() !== '' ? [{ column, text: cell.text.trim(), cell }] : []))

/** Columns a cell covers by a merge, itself included. */
export function spanOf(grid: Grid, row: number, column: number): number {
  const merge = grid.mergesAt.get(row)?.find((one) => one.left === column && one.top === row)
  return merge ? merge.right - merge.left + 1 : 1
}

const NUMBER_LIKE = /^[-+]?[\d,]+(?:\.\d+)?%?(?:\([-+]?\d+(?:\.\d+)?\))?$/u
export const isNumberLike = ({ cell, text }: Filled): boolean => cell.kind === 'number' || cell.kind === 'date' || NUMBER_LIKE.test(text)
