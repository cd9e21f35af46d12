import type { SheetCell, SheetRow } from '#kernel/sheet.ts'
import type { Grid } from './grid.ts'

export type FilledDown = {
  readonly rows: readonly SheetRow[]
  /** First range filled in each column, and how many there were. */
  readonly ranges: ReadonlyMap<number, { readonly top: number; readonly bottom: number; readonly times: number }>
  /** Cells that stand in a row only because a merge reaches it. */
  readonly isCopy: (row: number, column: number) => boolean
}

/** A cell merged over several data rows says the same for each of them. */
export function fillDown(grid: Grid, rows: readonly SheetRow[]): FilledDown {
  const ranges = new Map<number, { top: number; bottom: number; times: number }>()
  const copies = new Set<string>()
  const firstRow = rows[0]?.row ?? 0
  const filled = rows.map((row) => {
    const merges = (grid.mergesAt.get(row.row) ?? []).filter(({ top, bottom }) => bottom > top && top >= firstRow)
    if (merges.length === 0) return row
    const cells: (SheetCell | null)[] = [...row.cells]
    for (const { top, bottom, left } of merges) {
      const source = grid.cellAt(top, left)
      if (top === row.row || !source) continue
      while (cells.length < left) cells.push(null)
      cells[left] = source
      copies.add(`${row.row} ${left}`)
      const known = ranges.get(left)
      if (!known) ranges.set(left, { top, bottom, times: 1 })
      else if (row.row === top + 1) known.times += 1
    }
    return { ...row, cells }
  })
  return { rows: filled, ranges, isCopy: (row, column) => copies.has(`${row} ${column}`) }
}
