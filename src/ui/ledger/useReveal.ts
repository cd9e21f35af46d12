import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { AnchoredBlock, Place } from './model/block.ts'

const LEAST_HEIGHT = 240
const BELOW = 62

/** Scrolls the cursor's cell out from under the head and the frozen columns after a move; back to the top on another page. */
export function useReveal(scroller: RefObject<HTMLElement | null>, anchored: AnchoredBlock | undefined, page: Place) {
  const shownPage = useRef(page)
  useLayoutEffect(() => {
    if (shownPage.current !== page) scroller.current?.scrollTo({ top: 0 })
    shownPage.current = page
  }, [scroller, page])
  useLayoutEffect(() => {
    const box = scroller.current
    const cell = box?.querySelector<HTMLElement>('td.cursor')
    if (box && cell && anchored) reveal(box, cell)
  }, [scroller, anchored])
}

function reveal(box: HTMLElement, cell: HTMLElement): void {
  const view = box.getBoundingClientRect()
  const own = cell.getBoundingClientRect()
  const top = view.top + (box.querySelector('thead')?.offsetHeight ?? 0)
  const bottom = view.top + box.clientHeight
  if (own.top < top) box.scrollTop -= top - own.top
  else if (own.bottom > bottom) box.scrollTop += Math.min(own.bottom - bottom, own.top - top)
  if (cell.classList.contains('frozen')) return
  const left = Math.max(
    view.left,
    ...[...(cell.parentElement?.querySelectorAll('.frozen') ?? [])].map((td) => td.getBoundingClientRect().right),
  )
  const right = view.left + box.clientWidth
  if (own.left < left) box.scrollLeft -= left - own.left
  else if (own.right > right) box.scrollLeft += Math.min(own.right - right, own.left - left)
}

/** Lets the box reach down to the bottom of the window, so that head and foot stay in sight; in px. */
export function useFillHeight(scroller: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(LEAST_HEIGHT)
  useLayoutEffect(() => {
    const measure = () => scroller.current && setHeight(roomBelow(scroller.current))
    measure()
  })
  useLayoutEffect(() => {
    const measure = () => scroller.current && setHeight(roomBelow(scroller.current))
    // What stands above the table may grow and shrink without the table being drawn again.
    const observer = new ResizeObserver(measure)
    const around = scroller.current?.closest('.lg')?.parentElement
    if (around) observer.observe(around)
    window.addEventListener('resize', measure)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', measure)
    }
  }, [scroller])
  return height
}

function roomBelow(box: HTMLElement): number {
  const top = box.getBoundingClientRect().top + window.scrollY
  return Math.max(LEAST_HEIGHT, Math.floor(window.innerHeight - top - BELOW))
}
