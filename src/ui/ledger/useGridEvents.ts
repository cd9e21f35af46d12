import type { KeyboardEvent, MouseEvent, RefObject } from 'react'
import { type Block, cellBlock, spanOf } from './model/block.ts'
import { cellOf, enterCell, isControl, isForGrid, tickRowOf } from './dom.ts'
import { intentOf, type Intent } from './model/keys.ts'
import { toggledIn } from './model/picks.ts'
import type { LedgerProps } from './types.ts'
import { useDrag } from './useDrag.ts'

const ROW_PX = 34
const NOBODY: ReadonlySet<string> = new Set()

type Parts<Row> = {
  readonly props: LedgerProps<Row> & { readonly onNote: (note: string) => void }
  readonly rowIds: readonly string[]
  readonly block: Block | undefined
  readonly move: (block: Block) => void
  readonly fill: () => void
  readonly table: RefObject<HTMLTableElement | null>
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** Keyboard and mouse of the grid. */
export function useGridEvents<Row>({ props, rowIds, block, move, fill, table, scroller }: Parts<Row>) {
  const { rows, columns, selection, onSelection, onOpen, onNote } = props
  const drag = useDrag(scroller, block, move)

  const open = (index: number) => {
    const row = rows[index]
    if (row !== undefined) onOpen?.(row)
  }
  const toggle = (from: number, to: number) => selection && onSelection?.(toggledIn(selection, rowIds.slice(from, to + 1)))
  const clear = () => selection && selection.size > 0 && onSelection?.(NOBODY)

  const obey = (intent: Intent, at: Block) => {
    onNote('')
    if (intent.to === 'move') {
      table.current?.focus({ preventScroll: true })
      return move(intent.block)
    }
    const { top, bottom } = spanOf(at)
    const acts = { open: () => open(at.focus.row), toggle: () => toggle(top, bottom), clear, fill, inside: () => enterCell(table.current) }
    acts[intent.to]()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (!block || !isForGrid(event)) return
    const { key, shiftKey: shift, ctrlKey, metaKey, altKey: alt } = event
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 3)
    const intent = intentOf({ key, shift, ctrl: ctrlKey || metaKey, alt }, block, { rows: rows.length, cols: columns.length }, pageRows)
    if (!intent) return
    event.preventDefault()
    obey(intent, block)
  }

  const onMouseDown = (event: MouseEvent) => {
    const tickRow = tickRowOf(event.target)
    const cell = cellOf(event.target)
    onNote('')
    if (tickRow !== undefined) toggle(tickRow, tickRow)
    else if (cell && isControl(event.target)) move(cellBlock(cell.row, cell.col))
    else drag(event)
  }
  const onDoubleClick = (event: MouseEvent) => {
    const cell = isControl(event.target) ? undefined : cellOf(event.target)
    if (cell) open(cell.row)
  }
  return { onKeyDown, onMouseDown, onDoubleClick }
}
