import type { SheetRow } from '#kernel/sheet.ts'
import type { Column } from '../columns/columns.ts'
import { textOf } from '../read/grid.ts'
import type { CheckedTotal, Issue } from '../read/recognised.ts'

const FIGURE = /^\d+(?:\.\d+)?$/u
const SCALE = 1_000_000
/** Counts may be shared between districts (0.3 of a case): whole millionths add up exactly. */
const scaled = (text: string) => (FIGURE.test(text) ? Math.round(Number(text) * SCALE) : undefined)

/** Compares each figure of a total row with the sum of the rows above it. */
export function checkTotals(
  rows: readonly SheetRow[],
  total: SheetRow,
  columns: readonly Column[],
): { checked: CheckedTotal; issues: Issue[] } {
  const figures = columns.flatMap(({ at, header }) => {
    const stated = scaled(textOf(total.cells[at]))
    return stated === undefined ? [] : [{ at, header, stated }]
  })
  const issues = figures.flatMap(({ at, header, stated }) => {
    const sum = rows.reduce((all, row) => all + (scaled(textOf(row.cells[at])) ?? 0), 0)
    const message = `第 ${total.row} 行合计“${header}”为 ${stated / SCALE}，各行之和为 ${sum / SCALE}`
    return sum === stated ? [] : [{ row: total.row, column: header, kind: 'TOTAL_DIFFERS' as const, level: 'warn' as const, message }]
  })
  return { checked: { row: total.row, figures: figures.length }, issues }
}
