import { useCallback, useRef, useState } from 'react'
import { keptOver } from './drafts.ts'

export type Draft<T extends object> = {
  readonly value: T
  readonly set: (change: Partial<T>) => void
  /** Forgets what was kept; the form begins again. */
  readonly clear: () => void
  /** Something typed earlier has been brought back. */
  readonly wasKept: boolean
  /** This browser keeps nothing: a reload would lose what is typed. */
  readonly isUnsafe: boolean
}

/** What is typed into a form, kept in this browser with every letter: a reload or a lost connection loses none of it. */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const [kept] = useState(() => read(key))
  const [value, setValue] = useState<T>(() => keptOver(initial, kept))
  const [wasKept, setWasKept] = useState(kept !== undefined)
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
    setWasKept(false)
    setValue(begin.current)
  }, [key])
  return { value, set, clear, wasKept, isUnsafe }
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
