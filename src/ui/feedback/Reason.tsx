import { useState } from 'react'
import { createPortal } from 'react-dom'
import { homeOf, useBeside } from './useBeside.ts'
import styles from './popover.module.css'

/** Why something is off: shown when it is pointed at, focused or pressed, and read out with its name. */
export function useReason(reason: string | undefined) {
  const [anchor, setAnchor] = useState<HTMLElement>()
  const hide = () => setAnchor(undefined)
  const show = (element: HTMLElement) => {
    if (reason !== undefined) setAnchor(element)
  }
  const enter = (event: { readonly currentTarget: HTMLElement }) => show(event.currentTarget)
  const on =
    reason === undefined ? {} : { 'aria-description': reason, onPointerEnter: enter, onPointerLeave: hide, onFocus: enter, onBlur: hide }
  const tooltip = reason !== undefined && anchor && <Reason anchor={anchor} text={reason} />
  return { on, show, tooltip }
}

function Reason({ anchor, text }: { readonly anchor: HTMLElement; readonly text: string }) {
  const { box, place } = useBeside(anchor)
  return createPortal(
    <div ref={box} role="tooltip" className={styles['reason']} style={place}>
      {text}
    </div>,
    homeOf(anchor),
  )
}
