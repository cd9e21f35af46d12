import type { SheetMerge } from '#kernel/sheet.ts'
import type { RowNode, TableNode } from './docx-xml.ts'
import type { Grid } from '../put-grid.ts'

type Placed = { readonly start: number; readonly end: number; readonly goesOn: boolean; readonly text: string }

const placed = ({ before, cells }: RowNode): Placed[] => {
  let at = before
  return cells.map(({ span, goesOn, text }) => {
    const start = at
    at += span
    return { start, end: at, goesOn, text }
  })
}

/**
 * The cells of a Word table in columns as a person sees them. Borders dragged by hand leave grids of many narrow columns;
 * only edges where a cell begins count, and where all rows have equally many cells the order of the cells does.
 */
export function gridOf(table: TableNode): Grid {
  const rows = table.rows.map(placed)
  const places = ordinals(rows) ?? edges(rows)
  const merges: SheetMerge[] = []
  const texts = places.map((cells, i) => {
    const line: (string | null)[] = []
    for (const { start, end, goesOn, text } of cells) {
      while (line.length < start) line.push(null)
      line[start] = goesOn ? null : text
      const bottom = goesOn ? i : lastGoingOn(places, i, start)
      if (!goesOn && (bottom > i || end > start + 1)) merges.push({ top: i, left: start, bottom, right: end - 1 })
    }
    return line
  })
  return { rows: texts, merges }
}

/** Where every row has as many cells as any other, or one cell across: the columns are the order of the cells. */
function ordinals(rows: readonly (readonly Placed[])[]): Placed[][] | undefined {
  const most = Math.max(0, ...rows.map((row) => row.length))
  if (most < 2 || rows.some((row) => (row.length !== most && row.length !== 1) || (row[0]?.start ?? 0) > 0)) return undefined
  return rows.map((row) => row.map((cell, i) => (row.length === 1 ? { ...cell, start: 0, end: most } : { ...cell, start: i, end: i + 1 })))
}

function edges(rows: readonly (readonly Placed[])[]): Placed[][] {
  const starts = [...new Set([0, ...rows.flat().map(({ start }) => start)])].toSorted((a, b) => a - b)
  const rank = new Map(starts.map((start, i) => [start, i]))
  const after = (end: number) => starts.findLastIndex((start) => start < end) + 1
  return rows.map((row) => row.map((cell) => ({ ...cell, start: rank.get(cell.start) ?? 0, end: after(cell.end) })))
}

function lastGoingOn(rows: readonly (readonly Placed[])[], from: number, start: number): number {
  let last = from
  while (rows[last + 1]?.some((cell) => cell.goesOn && cell.start === start)) last += 1
  return last
}
