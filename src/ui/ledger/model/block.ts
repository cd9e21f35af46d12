/** The chosen block of cells: where it was begun (anchor) and where the cursor stands (focus). Counted from 0 within the page. */
export type Cell = { readonly row: number; readonly col: number }
export type Block = { readonly anchor: Cell; readonly focus: Cell }
export type Span = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
export type Size = { readonly rows: number; readonly cols: number }
/** Which rows of which list are shown; another one begins at its first row. */
export type Place = number | string
/** A block with the rows and columns it was chosen among, so that it can be found again after they changed. */
export type AnchoredBlock = {
  readonly block: Block
  readonly rowIds: readonly string[]
  readonly colKeys: readonly string[]
  readonly page: Place
}

export const cellBlock = (row: number, col: number): Block => ({ anchor: { row, col }, focus: { row, col } })

export const spanOf = ({ anchor, focus }: Block): Span => ({
  top: Math.min(anchor.row, focus.row),
  bottom: Math.max(anchor.row, focus.row),
  left: Math.min(anchor.col, focus.col),
  right: Math.max(anchor.col, focus.col),
})

export const isOneCell = ({ anchor, focus }: Block): boolean => anchor.row === focus.row && anchor.col === focus.col

/** Where the block stands now: on the same row and column by name, on row 1 of another page, at the nearest place if its row is gone. */
export function placedBlock(
  anchored: AnchoredBlock | undefined,
  rowIds: readonly string[],
  colKeys: readonly string[],
  page: Place,
): Block | undefined {
  if (rowIds.length === 0 || colKeys.length === 0) return undefined
  if (!anchored) return cellBlock(0, 0)
  const col = found(anchored.colKeys, colKeys, anchored.block.focus.col)
  if (anchored.page !== page) return cellBlock(0, col)
  const focus = { row: found(anchored.rowIds, rowIds, anchored.block.focus.row), col }
  return { anchor: stillWhole(anchored, rowIds, colKeys) ? anchored.block.anchor : focus, focus }
}

function found(before: readonly string[], now: readonly string[], index: number): number {
  const place = now.indexOf(before[index] ?? '')
  return place >= 0 ? place : Math.min(index, now.length - 1)
}

function stillWhole({ block, rowIds, colKeys }: AnchoredBlock, nowRows: readonly string[], nowCols: readonly string[]): boolean {
  const { top, bottom, left, right } = spanOf(block)
  return same(rowIds, nowRows, top, bottom) && same(colKeys, nowCols, left, right)
}

const same = (before: readonly string[], now: readonly string[], from: number, to: number) =>
  before === now || before.slice(from, to + 1).every((name, i) => now[from + i] === name)

/** What one row must draw of the block; plain numbers and booleans, so that untouched rows are not drawn again. */
export type RowMark = {
  readonly from: number
  readonly to: number
  readonly cursor: number
  readonly isTop: boolean
  readonly isBottom: boolean
}
const NO_MARK: RowMark = { from: -1, to: -1, cursor: -1, isTop: false, isBottom: false }

export function markOf(block: Block | undefined, row: number): RowMark {
  if (!block) return NO_MARK
  const { top, bottom, left, right } = spanOf(block)
  if (row < top || row > bottom) return NO_MARK
  return { from: left, to: right, cursor: block.focus.row === row ? block.focus.col : -1, isTop: row === top, isBottom: row === bottom }
}
