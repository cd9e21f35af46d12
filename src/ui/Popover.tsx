import { type ReactNode, createContext, useCallback, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Tone } from './StatusIcon.tsx'
import './parts.css'

type Place = { readonly left: number; readonly top: number }
type PopProps = { readonly anchor: HTMLElement; readonly label: string; readonly onClose: () => void; readonly children: ReactNode }
type Props = {
  /** What a screen reader calls the window. */
  readonly label: string
  readonly className: string
  /** The button's own words. */
  readonly children: ReactNode
  readonly content: ReactNode
  readonly tone?: Tone
  /** -1 inside a table, whose cells are reached by arrows and F2. */
  readonly tabIndex?: number
}

const GAP = 4
const EDGE = 8

const Closing = createContext<() => void>(() => undefined)
/** For what stands inside the window: closes it. */
export const useClosePopover = (): (() => void) => useContext(Closing)

/** A button that opens a small window beside itself. The window is built only while open: two hundred of these in a table cost nothing. */
export function PopoverButton({ label, className, children, content, tone, tabIndex = 0 }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement>()
  const close = useCallback(() => setAnchor(undefined), [])
  return (
    <>
      <button
        type="button"
        className={className}
        data-tone={tone}
        tabIndex={tabIndex}
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(anchor ? undefined : event.currentTarget)}
      >
        {children}
      </button>
      {anchor && (
        <Pop anchor={anchor} label={label} onClose={close}>
          <Closing value={close}>{content}</Closing>
        </Pop>
      )}
    </>
  )
}

/** Closes on Esc, on a click elsewhere and when the focus leaves, and gives the focus back. */
function Pop({ anchor, label, onClose, children }: PopProps) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<Place>({ left: -9999, top: 0 })

  useLayoutEffect(() => {
    const follow = () => box.current && setPlace(placeOf(anchor.getBoundingClientRect(), box.current))
    follow()
    box.current?.focus({ preventScroll: true })
    window.addEventListener('scroll', follow, true)
    window.addEventListener('resize', follow)
    return () => {
      window.removeEventListener('scroll', follow, true)
      window.removeEventListener('resize', follow)
    }
  }, [anchor])

  useEffect(() => {
    const elsewhere = (event: Event) => {
      const target = event.target
      if (target instanceof Node && !box.current?.contains(target) && !anchor.contains(target)) onClose()
    }
    document.addEventListener('pointerdown', elsewhere, true)
    document.addEventListener('focusin', elsewhere, true)
    return () => {
      document.removeEventListener('pointerdown', elsewhere, true)
      document.removeEventListener('focusin', elsewhere, true)
    }
  }, [anchor, onClose])

  return createPortal(
    <div
      ref={box}
      className="ui-pop"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      style={{ left: place.left, top: place.top }}
      onKeyDown={(event) => {
        // Keys and clicks inside would otherwise reach the table around the button through React's tree.
        event.stopPropagation()
        if (event.key !== 'Escape') return
        onClose()
        anchor.focus()
      }}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {children}
    </div>,
    document.body,
  )
}

/** Below the button, above it where there is no room, always inside the window. */
function placeOf(button: DOMRect, box: HTMLElement): Place {
  const { offsetWidth: width, offsetHeight: height } = box
  const below = button.bottom + GAP
  const fits = below + height <= window.innerHeight - EDGE
  return {
    left: Math.max(EDGE, Math.min(button.left, window.innerWidth - width - EDGE)),
    top: fits ? below : Math.max(EDGE, button.top - height - GAP),
  }
}
