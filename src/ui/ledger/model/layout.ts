/** How wide the columns are and how the two-row head is put together. */
export type LayoutColumn = {
  readonly key: string
  readonly width: number
  readonly minWidth?: number
  readonly frozen?: boolean
  readonly wrap?: boolean
  readonly group?: string
}
export type Widths = Readonly<Record<string, number>>

const LEAST = 48
const MOST = 900

export const boundedWidth = (column: LayoutColumn, width: number): number =>
  Math.round(Math.max(column.minWidth ?? LEAST, Math.min(MOST, width)))

/** Widths in px that fill `room`: what is left over goes to the columns of long text that nobody has sized by hand. */
export function fitWidths(columns: readonly LayoutColumn[], chosen: Widths, room: number): number[] {
  const wished = columns.map((column) => boundedWidth(column, chosen[column.key] ?? column.width))
  const grows = columns.map((column) => column.wrap === true && chosen[column.key] === undefined)
  const base = wished.reduce((sum, width, i) => (grows[i] ? sum + width : sum), 0)
  const spare = room - wished.reduce((sum, width) => sum + width, 0)
  if (spare <= 0 || base === 0) return wished
  return wished.map((width, i) => (grows[i] ? width + Math.floor((spare * width) / base) : width))
}

/** Distance of each frozen column from the left edge in px, after a first column of `first` px; undefined for the others. */
export function frozenLefts(columns: readonly LayoutColumn[], widths: readonly number[], first: number): (number | undefined)[] {
  let left = first
  return columns.map((column, i) => {
    if (!column.frozen) return undefined
    const own = left
    left += widths[i] ?? 0
    return own
  })
}

/** Frozen columns first, in their own order: only so can they stand at the left edge. */
export const frozenFirst = <C extends LayoutColumn>(columns: readonly C[]): C[] => [
  ...columns.filter((column) => column.frozen),
  ...columns.filter((column) => !column.frozen),
]

/** Class names of the frozen cells; the last one draws the line between what stays and what scrolls. */
export function frozenClass(columns: readonly LayoutColumn[], col: number): string | undefined {
  if (!columns[col]?.frozen) return undefined
  return columns[col + 1]?.frozen ? 'frozen' : 'frozen last'
}

export type HeadCell = { readonly from: number; readonly span: number; readonly group?: string }

/** The upper head row: neighbours of one group share a cell; a column without a group stands alone over both rows. */
export function headCells(columns: readonly LayoutColumn[]): HeadCell[] {
  const cells: HeadCell[] = []
  for (const [from, column] of columns.entries()) {
    const last = cells.at(-1)
    const joins = last?.group !== undefined && last.group === column.group && columns[last.from]?.frozen === column.frozen
    if (joins) cells[cells.length - 1] = { ...last, span: last.span + 1 }
    else cells.push({ from, span: 1, ...(column.group !== undefined && { group: column.group }) })
  }
  return cells
}
