import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Day } from '#kernel/days.ts'
import { homeOf, useBeside } from '../feedback/useBeside.ts'
import { Calendar } from './Calendar.tsx'
import type { Control } from './Field.tsx'
import type { DayTyping } from './useDayTyping.ts'
import styles from './calendar.module.css'
import fields from './field.module.css'

export type DayControlProps = {
  readonly control: Control
  readonly typing: DayTyping
  readonly disabled: boolean
}

/** Typed into, with the calendar below it while it has the focus; ↓ goes into the calendar, Esc closes it. */
export function DayControl({ control, typing, disabled }: DayControlProps) {
  const around = useRef<HTMLSpanElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [anchor, setAnchor] = useState<HTMLElement>()
  const [inside, setInside] = useState(false)
  const open = (into: boolean) => {
    if (disabled) return
    setInside(into)
    setAnchor(around.current ?? undefined)
  }
  const close = () => setAnchor(undefined)
  const pick = (day: Day | null) => {
    typing.pick(day)
    input.current?.focus()
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && anchor) {
      event.stopPropagation() // closes the calendar, not the dialog around it
      close()
      input.current?.focus()
    }
    if (event.target !== input.current) return
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      open(true)
    }
    if (event.key === 'Enter') {
      typing.leave()
      close()
    }
  }
  const onBlur = (event: FocusEvent) => {
    // React passes on what happens in the calendar, wherever it stands on the page.
    if (event.currentTarget.contains(event.relatedTarget) || document.querySelector('[data-calendar]')?.contains(event.relatedTarget))
      return
    typing.leave()
    close()
  }
  return (
    <span ref={around} className={styles['control']} onKeyDown={onKeyDown} onBlur={onBlur}>
      <input
        {...control}
        ref={input}
        className={fields['input']}
        disabled={disabled}
        placeholder="年-月-日"
        autoComplete="off"
        value={typing.text}
        onChange={(event) => typing.type(event.target.value)}
        onClick={() => open(false)}
      />
      {!disabled && (
        <Signs label={control['aria-label']} typing={typing} onClear={() => pick(null)} onOpen={() => (anchor ? close() : open(true))} />
      )}
      {anchor && <Popup anchor={anchor} typing={typing} focused={inside} onPick={pick} />}
    </span>
  )
}

type SignsProps = { readonly label: string; readonly typing: DayTyping; readonly onClear: () => void; readonly onOpen: () => void }

const Signs = ({ label, typing: { clearable, text }, onClear, onOpen }: SignsProps) => (
  <span className={styles['signs']}>
    {clearable && text !== '' && (
      <button type="button" className={styles['sign']} tabIndex={-1} aria-label={`清除${label}`} onClick={onClear}>
        ✕
      </button>
    )}
    <button type="button" className={styles['sign']} tabIndex={-1} aria-label={`${label}：打开日历`} onClick={onOpen}>
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
        <path d="M1.5 3h11v9.5h-11zM1.5 5.8h11M4.4 1.2v3M9.6 1.2v3" />
      </svg>
    </button>
  </span>
)

type PopupProps = {
  readonly anchor: HTMLElement
  readonly typing: DayTyping
  readonly focused: boolean
  readonly onPick: (day: Day) => void
}

function Popup({ anchor, typing: { value, today, min, max }, focused, onPick }: PopupProps) {
  const { box, place } = useBeside(anchor)
  return createPortal(
    // A press on the calendar's ground must not take the focus from the field.
    <div ref={box} data-calendar className={styles['popup']} style={place} onMouseDown={(event) => event.preventDefault()}>
      <Calendar key={`${value} ${focused}`} value={value} today={today} min={min} max={max} focused={focused} onPick={onPick} />
    </div>,
    homeOf(anchor),
  )
}
