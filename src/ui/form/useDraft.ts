import { useCallback, useRef, useState } from 'react'

export type Draft<T extends object> = {
  readonly value: T
  readonly set: (change: Partial<T>) => void
  /** Forgets what was kept; the form begins again. */
  readonly clear: () => void
  /** Something typed earlier has been brought back. */
  readonly wasRestored: boolean
  /** This browser keeps nothing: a reload would lose what is typed. */
  readonly isUnsafe: boolean
}

/** What is typed into a form, kept in this browser with every letter: a reload or a lost connection loses none of it. */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const [stored] = useState(() => read(key))
  const [value, setValue] = useState<T>(() => restoredOver(initial, stored))
  const [wasRestored, setRestored] = useState(stored !== undefined)
  const [isUnsafe, setUnsafe] = useState(false)
  const latest = useRef(value)
  const begin = useRef(initial)
  const set = useCallback(
    (change: Partial<T>) => {
      latest.current = { ...latest.current, ...change }
      setUnsafe(!write(key, latest.current))
      setValue(latest.current)
    },
    [key],
  )
  const clear = useCallback(() => {
    forget(key)
    latest.current = begin.current
    setRestored(false)
    setValue(begin.current)
  }, [key])
  return { value, set, clear, wasRestored, isUnsafe }
}

function read(key: string): unknown {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function write(key: string, value: object): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** What was kept, laid over what a form begins with: only fields the form still has, each of the kind it had. @internal tests look at it */
export function restoredOver<T extends object>(initial: T, draft: unknown): T {
  if (typeof draft !== 'object' || draft === null) return initial
  const fields = Object.entries(initial).map(([name, value]: [string, unknown]) => {
    const stored: unknown = (draft as Record<string, unknown>)[name]
    return [name, isAlike(value, stored) ? stored : value] as const
  })
  return Object.fromEntries(fields) as T
}

const isAlike = (a: unknown, b: unknown) => typeof a === typeof b && b !== null && Array.isArray(a) === Array.isArray(b)
