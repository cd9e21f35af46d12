import type { KeyboardEvent, MouseEvent } from 'react'
import type { Cell } from './model/block.ts'

const CONTROLS = 'a, button, input, select, textarea, label'

/** The cell under an element, by its place in the table. */
export function cellOf(target: EventTarget | null): Cell | undefined {
  if (!(target instanceof Element)) return undefined
  const td = target.closest<HTMLElement>('td[data-col]')
  const row = td?.closest<HTMLElement>('tr[data-row]')
  return td && row ? { row: Number(row.dataset['row']), col: Number(td.dataset['col']) } : undefined
}

/** The row whose tick cell this is. */
export function tickRowOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest('td.pick')?.closest<HTMLElement>('tr[data-row]') : undefined
  return row ? Number(row.dataset['row']) : undefined
}

export const isControl = (target: EventTarget | null): boolean => target instanceof Element && target.closest(CONTROLS) !== null

/** Moves the focus to the control within the cursor's cell. */
export const enterCell = (table: HTMLElement | null): void =>
  table?.querySelector('td.cursor')?.querySelector<HTMLElement>(CONTROLS)?.focus()

/** Whether the grid may answer this key: not one typed into a field, nor one that presses a button, nor one from a window opened out of a cell. */
export function isForGrid(event: KeyboardEvent<HTMLElement>): boolean {
  const { target, currentTarget, key } = event
  if (!(target instanceof Element) || !currentTarget.contains(target)) return false
  if (target === currentTarget) return true
  if (target.matches('input, textarea, select')) return false
  if (key === 'Escape') currentTarget.focus({ preventScroll: true })
  return !['Escape', 'Enter', ' ', 'F2'].includes(key)
}

/** A cell whose text is cut off shows it whole under the mouse. */
export function showCutText({ target }: MouseEvent): void {
  const cell = target instanceof Element ? target.closest('td[data-col]') : null
  const box = cell?.firstElementChild
  if (!(cell instanceof HTMLElement) || !box) return
  const isCut = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight + 1
  cell.title = isCut ? (box.textContent ?? '') : ''
}
