import { type RefObject, useLayoutEffect, useState } from 'react'
import { useRemembered } from '../useRemembered.ts'
import { boundedWidth, fitWidths, frozenLefts, type LayoutColumn, type Widths } from './model/layout.ts'

/** Width of the first column, that of the ticks, in px. */
const PICK_WIDTH = 36
const NO_WIDTHS: Widths = {}

/** Column widths that fill the window, dragged by hand and remembered, and where the frozen columns stand. */
export function useWidths(name: string, columns: readonly LayoutColumn[], hasPick: boolean, scroller: RefObject<HTMLElement | null>) {
  const [stored, keep] = useRemembered(`ledger.${name}.widths`, NO_WIDTHS)
  const [dragged, setDragged] = useState<Widths>()
  const room = useRoom(scroller)
  const first = hasPick ? PICK_WIDTH : 0
  const chosen = dragged ?? stored
  const widths = fitWidths(columns, chosen, room - first)
  const lefts = frozenLefts(columns, widths, first)
  const drag = (column: LayoutColumn, startX: number) => {
    const start = widths[columns.indexOf(column)] ?? column.width
    let next: Widths | undefined
    const move = (event: PointerEvent) => {
      next = { ...stored, [column.key]: boundedWidth(column, start + event.clientX - startX) }
      setDragged(next)
    }
    const stop = () => {
      window.removeEventListener('pointermove', move)
      if (next) keep(next)
      setDragged(undefined)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', stop, { once: true })
  }
  const reset = (column: LayoutColumn) => keep(Object.fromEntries(Object.entries(stored).filter(([key]) => key !== column.key)))
  return { first, total: widths.reduce((sum, width) => sum + width, first), widths, lefts, drag, reset }
}

/** The inner width of the scrolling box in px, followed while the window changes. */
function useRoom(scroller: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(0)
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return undefined
    const measure = () => setRoom(box.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [scroller])
  return room
}
