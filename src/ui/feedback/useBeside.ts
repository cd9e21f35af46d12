import { useLayoutEffect, useRef, useState } from 'react'

type Place = { readonly left: number; readonly top: number }
const GAP = 4
const EDGE = 8

/** Where a small window is put: a dialog keeps the focus inside itself, so what belongs to it stands in it. */
export const homeOf = (anchor: HTMLElement): Element => anchor.closest('[role="dialog"]') ?? document.body

/** Keeps a small window beside what it belongs to while the page scrolls or changes its size. */
export function useBeside(anchor: HTMLElement) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<Place>({ left: -9999, top: 0 })
  useLayoutEffect(() => {
    const follow = () => box.current && setPlace(placeOf(anchor.getBoundingClientRect(), box.current))
    follow()
    window.addEventListener('scroll', follow, true)
    window.addEventListener('resize', follow)
    return () => {
      window.removeEventListener('scroll', follow, true)
      window.removeEventListener('resize', follow)
    }
  }, [anchor])
  return { box, place }
}

/** Below the anchor, above it where there is no room, always inside the window. */
function placeOf(anchor: DOMRect, box: HTMLElement): Place {
  const { offsetWidth: width, offsetHeight: height } = box
  const below = anchor.bottom + GAP
  const fits = below + height <= window.innerHeight - EDGE
  return {
    left: Math.max(EDGE, Math.min(anchor.left, window.innerWidth - width - EDGE)),
    top: fits ? below : Math.max(EDGE, anchor.top - height - GAP),
  }
}
