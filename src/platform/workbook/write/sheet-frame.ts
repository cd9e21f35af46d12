import type { SheetColumn, SheetFrame } from '#kernel/sheet-spec.ts'

/** Rows before the table, counted from 1: title, note, summary lines, then one or two rows of heads. */
export type FrameRows = { readonly summary: number; readonly head: number; readonly heads: 1 | 2; readonly first: number }

const isGrouped = (column: SheetColumn) => column.group !== undefined

export function frameRows(frame: SheetFrame): FrameRows {
  const head = 3 + (frame.summary?.length ?? 0)
  const heads = frame.columns.some(isGrouped) ? 2 : 1
  return { summary: 3, head, heads, first: head + heads }
}

/** A, B, … Z, AA, … for a column counted from 0. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}

/** A block of cells: rows from 1, columns from 0, both ends included. */
type Block = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }

/** How many columns carry the label of a summary line. */
export const labelSpan = (frame: SheetFrame): number => Math.min(2, frame.columns.length - 1)

function headBlocks(frame: SheetFrame, row: number): Block[] {
  const blocks: Block[] = []
  for (let left = 0; left < frame.columns.length;) {
    const group = frame.columns[left]?.group
    const others = frame.columns.findIndex((column, i) => i > left && (group === undefined || column.group !== group))
    const next = others < 0 ? frame.columns.length : others
    blocks.push({ top: row, left, bottom: group === undefined ? row + 1 : row, right: next - 1 })
    left = next
  }
  return blocks
}

/** The merged cells of a sheet, as ranges: title and note across, summary lines, groups across, ungrouped heads down. */
export function mergedRanges(frame: SheetFrame): string[] {
  const right = frame.columns.length - 1
  const rows = frameRows(frame)
  const across = (row: number, left = 0, to = right): Block => ({ top: row, left, bottom: row, right: to })
  const blocks = [across(1), across(2)]
  for (let row = rows.summary; row < rows.head; row += 1) blocks.push(across(row, 0, labelSpan(frame) - 1), across(row, labelSpan(frame)))
  if (rows.heads === 2) blocks.push(...headBlocks(frame, rows.head))
  return blocks
    .filter((block) => block.bottom > block.top || block.right > block.left)
    .map((block) => `${columnLetters(block.left)}${block.top}:${columnLetters(block.right)}${block.bottom}`)
}
