import { COLUMNS, type Column } from './plan-draft.ts'

export type Spot = { readonly row: number; readonly column: Column }
/** What a key asks for in the table. */
export type Wish =
  | { readonly kind: 'go'; readonly to: Spot }
  | { readonly kind: 'insert'; readonly at: number }
  | { readonly kind: 'remove'; readonly at: number }
  | { readonly kind: 'move'; readonly from: number; readonly to: number }

export type Pressed = {
  readonly key: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  /** Where the caret stands: at the start, the end, both (empty or one line for up and down), or within. */
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly isOneLine: boolean
  /** A cell that opens a list on Enter. */
  readonly isPicker: boolean
}

/** What a key pressed in a cell means; undefined: the cell's own business. Arrows leave a text only at its edge. */
export function wishOf(pressed: Pressed, { row, column }: Spot, count: number): Wish | undefined {
  if (pressed.ctrl) return ctrlWish(pressed.key, row)
  if (pressed.alt) return altWish(pressed.key, row)
  if (pressed.shift) return undefined
  if (pressed.key === 'Enter') return enterWish(pressed, { row, column }, count)
  return arrowWish(pressed, { row, column }, count)
}

function ctrlWish(key: string, row: number): Wish | undefined {
  if (key === 'Enter') return { kind: 'insert', at: row + 1 }
  return key === 'Delete' ? { kind: 'remove', at: row } : undefined
}

function altWish(key: string, row: number): Wish | undefined {
  if (key === 'ArrowUp') return { kind: 'move', from: row, to: row - 1 }
  return key === 'ArrowDown' ? { kind: 'move', from: row, to: row + 1 } : undefined
}

function enterWish({ isPicker }: Pressed, { row, column }: Spot, count: number): Wish | undefined {
  if (isPicker) return undefined
  return row + 1 < count ? { kind: 'go', to: { row: row + 1, column } } : { kind: 'insert', at: count }
}

const STEPS: Readonly<Record<string, (pressed: Pressed) => readonly [rows: number, columns: number] | undefined>> = {
  ArrowUp: ({ isOneLine, atStart }) => (isOneLine || atStart ? [-1, 0] : undefined),
  ArrowDown: ({ isOneLine, atEnd }) => (isOneLine || atEnd ? [1, 0] : undefined),
  ArrowLeft: ({ atStart }) => (atStart ? [0, -1] : undefined),
  ArrowRight: ({ atEnd }) => (atEnd ? [0, 1] : undefined),
}

function arrowWish(pressed: Pressed, { row, column }: Spot, count: number): Wish | undefined {
  const step = STEPS[pressed.key]?.(pressed)
  if (!step) return undefined
  const to = row + step[0]
  const target = COLUMNS[COLUMNS.indexOf(column) + step[1]]
  return to >= 0 && to < count && target ? { kind: 'go', to: { row: to, column: target } } : undefined
}
