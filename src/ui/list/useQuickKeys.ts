import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react'

const isField = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
/** A window in front keeps the keyboard to itself. */
const isInWindow = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null

/** Ctrl+K anywhere, or / outside fields. At the window: a page that takes / for its own search box listens on the document and comes first. */
export function useSearchShortcut(focus: () => void): void {
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.defaultPrevented || isInWindow(event.target) || !isShortcut(event)) return
    event.preventDefault()
    focus()
  })
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function isShortcut({ key, ctrlKey, metaKey, altKey, target }: globalThis.KeyboardEvent): boolean {
  if (altKey) return false
  return ctrlKey || metaKey ? key.toLowerCase() === 'k' : key === '/' && !isField(target)
}

type Keys = {
  readonly targets: readonly string[]
  readonly onOpen: (to: string) => void
  readonly onEscape: () => void
  readonly otherwise: string
}

/** Arrows walk through what is suggested, Enter opens it; with nothing chosen Enter leads to `otherwise`. */
export function useSuggestionKeys({ targets, onOpen, onEscape, otherwise }: Keys) {
  const [chosen, setChosen] = useState<string>()
  const at = chosen === undefined ? -1 : targets.indexOf(chosen)
  const walk = (step: number) => {
    const places = targets.length + 1 // the last: in the field itself
    const next = (at + step + places) % places
    setChosen(targets[next < 0 ? targets.length : next])
  }
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    Enter: () => onOpen(targets[at] ?? otherwise),
    Escape: onEscape,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = acts[event.key]
    if (!act || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return { at, onKeyDown, forget: () => setChosen(undefined) }
}
