import { type ReactNode, createContext, useCallback, useContext, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { type ButtonLook, Button } from '../form/Button.tsx'
import styles from './popover.module.css'
import type { Tone } from './StatusIcon.tsx'
import { homeOf, useBeside } from './useBeside.ts'

type PopoverProps = { readonly anchor: HTMLElement; readonly label: string; readonly onClose: () => void; readonly children: ReactNode }
type Props = Omit<ButtonLook, 'variant'> & {
  /** `plain`: no look of its own, for badges and menus that bring theirs in `className`. */
  readonly variant?: ButtonLook['variant'] | 'plain'
  /** What a screen reader calls the window. */
  readonly label: string
  /** The button's own words. */
  readonly children: ReactNode
  readonly content: ReactNode
  readonly tone?: Tone
  /** Off, and why. */
  readonly whyNot?: string | null | undefined
  /** -1 inside a table, whose cells are reached by arrows and F2. */
  readonly tabIndex?: number
}

const Closing = createContext<() => void>(() => undefined)
/** For what stands inside the window: closes it. */
export const useClosePopover = (): (() => void) => useContext(Closing)

/** A button that opens a small window beside itself. The window is built only while open: two hundred of these in a table cost nothing. */
export function PopoverButton({ label, variant = 'plain', size, className, children, content, tone, whyNot, tabIndex = 0 }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement>()
  const close = useCallback(() => setAnchor(undefined), [])
  const toggle = (event: { readonly currentTarget: HTMLElement }) => setAnchor(anchor ? undefined : event.currentTarget)
  const state = { tabIndex, className, onClick: toggle } as const
  return (
    <>
      {variant === 'plain' ? (
        <button type="button" data-tone={tone} aria-haspopup="dialog" aria-expanded={anchor !== undefined} {...state}>
          {children}
        </button>
      ) : (
        <Button variant={variant} {...(size && { size })} hasPopup="dialog" expanded={anchor !== undefined} whyNot={whyNot} {...state}>
          {children}
        </Button>
      )}
      {anchor && (
        <Popover anchor={anchor} label={label} onClose={close}>
          <Closing value={close}>{content}</Closing>
        </Popover>
      )}
    </>
  )
}

/** Closes on Esc, on a click elsewhere and when the focus leaves, and gives the focus back. */
function Popover({ anchor, label, onClose, children }: PopoverProps) {
  const { box, place } = useBeside(anchor)
  useEffect(() => box.current?.focus({ preventScroll: true }), [box])
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
  }, [anchor, box, onClose])

  return createPortal(
    <div
      ref={box}
      className={styles['popover']}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      style={place}
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
    homeOf(anchor),
  )
}
