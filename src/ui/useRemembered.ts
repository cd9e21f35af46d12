import { useCallback, useState } from 'react'

/**
 * State that this browser remembers under `key`; the initial value where nothing is stored, or it can't be read, or is of another shape.
 * `holds` says whether a stored value is still of the expected shape (by default: the same `typeof`, and an array stays an array).
 */
export function useRemembered<T>(key: string, initial: T, holds: (stored: unknown) => boolean = likeThat(initial)) {
  const [value, setValue] = useState<T>(() => stored(key, initial, holds))
  const remember = useCallback(
    (next: T) => {
      setValue(next)
      try {
        localStorage.setItem(`bihuan.${key}`, JSON.stringify(next))
      } catch {
        // A full or forbidden store only means that the choice is forgotten on reload.
      }
    },
    [key],
  )
  return [value, remember] as const
}

const likeThat = (initial: unknown) => (value: unknown) =>
  typeof value === typeof initial && Array.isArray(value) === Array.isArray(initial) && (value === null) === (initial === null)

function stored<T>(key: string, initial: T, holds: (value: unknown) => boolean): T {
  try {
    const text = localStorage.getItem(`bihuan.${key}`)
    const value: unknown = text === null ? undefined : JSON.parse(text)
    return holds(value) ? (value as T) : initial
  } catch {
    return initial
  }
}
