import type { KeyboardEvent } from 'react'
import type { Pressed, Spot } from './cell-keys.ts'
import { COLUMNS } from './plan-draft.ts'

/** Names a cell in the page, so that keys find it. */
export const cellName = ({ row, column }: Spot) => `${row} ${column}`

/** The cell in which something happened. */
export function spotOf(target: EventTarget | null): Spot | undefined {
  const name = target instanceof Element ? target.closest<HTMLElement>('[data-cell]')?.dataset['cell'] : undefined
  const [row, word] = name?.split(' ') ?? []
  const column = COLUMNS.find((one) => one === word)
  return row !== undefined && column ? { row: Number(row), column } : undefined
}

export function focusCell(within: HTMLElement | null, spot: Spot): void {
  const cell = within?.querySelector<HTMLElement>(`[data-cell="${cellName(spot)}"]`)
  cell?.focus()
  if (cell instanceof HTMLTextAreaElement) cell.setSelectionRange(cell.value.length, cell.value.length)
}

const LINE = 40

/** A key with where the caret stands when it is pressed. */
export function pressedIn(event: KeyboardEvent): Pressed {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event
  const text = target instanceof HTMLTextAreaElement ? target : undefined
  const caret = text && text.selectionStart === text.selectionEnd ? text.selectionStart : undefined
  return {
    key,
    ctrl: ctrlKey || metaKey,
    alt: altKey,
    shift: shiftKey,
    atStart: text ? caret === 0 : true,
    atEnd: text ? caret === text.value.length : true,
    isOneLine: !text || text.clientHeight < LINE,
    isPicker: !text,
  }
}
