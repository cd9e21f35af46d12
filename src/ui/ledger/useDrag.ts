import { type MouseEvent as ReactMouseEvent, type RefObject, useEffect, useRef } from 'react'
import type { Block } from './model/block.ts'
import { cellOf } from './dom.ts'

const EDGE = 28
const STEP = 18
const EVERY_MS = 30
type Point = { readonly x: number; readonly y: number }

/** Choosing a block with the mouse: press, drag (the table scrolls at its edges), let go; Shift+click stretches the present block. */
export function useDrag(scroller: RefObject<HTMLElement | null>, block: Block | undefined, move: (block: Block) => void) {
  const ending = useRef<() => void>(undefined)
  useEffect(() => () => ending.current?.(), [])
  return (event: ReactMouseEvent) => {
    const cell = cellOf(event.target)
    if (!cell || event.button !== 0) return
    const anchor = event.shiftKey && block ? block.anchor : cell
    let focus = cell
    move({ anchor, focus })
    const follow = (pointer: Point) => {
      const { x, y } = inside(scroller.current, pointer)
      const under = cellOf(document.elementFromPoint(x, y))
      if (!under || (under.row === focus.row && under.col === focus.col)) return
      focus = under
      move({ anchor, focus })
    }
    ending.current?.()
    ending.current = whileDragging(scroller, follow)
  }
}

/** Reports the pointer until the button is let go, and while the table scrolls beneath a resting pointer. Returns what ends it early. */
function whileDragging(scroller: RefObject<HTMLElement | null>, follow: (point: Point) => void): () => void {
  let last: Point | undefined
  const onMove = ({ clientX: x, clientY: y, buttons }: MouseEvent) => {
    if (buttons === 0) return stop()
    last = { x, y }
    follow(last)
  }
  const timer = setInterval(() => {
    if (last && scroller.current && scrollAtEdge(scroller.current, last)) follow(last)
  }, EVERY_MS)
  function stop() {
    clearInterval(timer)
    window.removeEventListener('mousemove', onMove)
    window.removeEventListener('mouseup', stop)
  }
  window.addEventListener('mousemove', onMove)
  window.addEventListener('mouseup', stop)
  return stop
}

function scrollAtEdge(box: HTMLElement, { x, y }: Point): boolean {
  const view = box.getBoundingClientRect()
  const head = box.querySelector('thead')?.offsetHeight ?? 0
  const down = towards(y, view.top + head, view.top + box.clientHeight - EDGE)
  const right = towards(x, view.left, view.left + box.clientWidth - EDGE)
  box.scrollBy(right * STEP, down * STEP)
  return down !== 0 || right !== 0
}

/** The nearest point within the box: a pointer past the edge still means the last cell there. */
function inside(box: HTMLElement | null, { x, y }: Point): Point {
  if (!box) return { x, y }
  const { left, top } = box.getBoundingClientRect()
  const head = box.querySelector('thead')?.offsetHeight ?? 0
  return { x: between(left + 1, x, left + box.clientWidth - 2), y: between(top + head + 1, y, top + box.clientHeight - 2) }
}

const between = (low: number, at: number, high: number) => Math.max(low, Math.min(high, at))
const towards = (at: number, low: number, high: number) => (at < low ? -1 : Number(at > high))
