import { type Block, type Cell, isOneCell, type Size } from './block.ts'

/** A key as the browser reports it; `ctrl` also stands for the Mac's command key. */
export type Key = { readonly key: string; readonly shift: boolean; readonly ctrl: boolean; readonly alt: boolean }
/** What a key asks for. `inside` moves the focus to the control within the cell; undefined leaves the key to the browser. */
export type Intent = { readonly to: 'move'; readonly block: Block } | { readonly to: 'open' | 'toggle' | 'clear' | 'fill' | 'inside' }

/** What this key does to the block on a page of this size; `pageRows` is how many rows the window shows. */
export function intentOf(key: Key, block: Block, size: Size, pageRows: number): Intent | undefined {
  if (key.alt) return undefined
  const act = key.shift ? undefined : actOf(key)
  if (act) return { to: act }
  if (key.key === 'Escape') return isOneCell(block) ? { to: 'clear' } : moved(block.focus, block.focus)
  return movedBy(key, block, size, pageRows)
}

function movedBy(key: Key, block: Block, size: Size, pageRows: number): Intent | undefined {
  if (key.ctrl && key.key.toLowerCase() === 'a') return moved({ row: 0, col: 0 }, { row: size.rows - 1, col: size.cols - 1 })
  const focus = (key.ctrl ? leap : step)(key.key, block.focus, size, pageRows)
  return focus && moved(key.shift ? block.anchor : focus, focus)
}

function actOf({ key, ctrl }: Key): 'open' | 'toggle' | 'fill' | 'inside' | undefined {
  if (ctrl) return key.toLowerCase() === 'd' ? 'fill' : undefined
  if (key === 'Enter') return 'open'
  if (key === 'F2') return 'inside'
  return key === ' ' ? 'toggle' : undefined
}

const moved = (anchor: Cell, focus: Cell): Intent => ({ to: 'move', block: { anchor, focus } })

function step(key: string, { row, col }: Cell, size: Size, pageRows: number): Cell | undefined {
  const steps: Record<string, Cell> = {
    ArrowUp: { row: row - 1, col },
    ArrowDown: { row: row + 1, col },
    ArrowLeft: { row, col: col - 1 },
    ArrowRight: { row, col: col + 1 },
    PageUp: { row: row - pageRows, col },
    PageDown: { row: row + pageRows, col },
    Home: { row, col: 0 },
    End: { row, col: size.cols - 1 },
  }
  const next = steps[key]
  return next && within(next, size)
}

function leap(key: string, { row, col }: Cell, size: Size): Cell | undefined {
  const last: Cell = { row: size.rows - 1, col: size.cols - 1 }
  const leaps: Record<string, Cell> = {
    ArrowUp: { row: 0, col },
    ArrowDown: { row: last.row, col },
    ArrowLeft: { row, col: 0 },
    ArrowRight: { row, col: last.col },
    Home: { row: 0, col: 0 },
    End: last,
  }
  return leaps[key]
}

const within = ({ row, col }: Cell, { rows, cols }: Size): Cell => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  col: Math.max(0, Math.min(cols - 1, col)),
})
