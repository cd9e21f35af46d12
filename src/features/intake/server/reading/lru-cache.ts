export type LruCache<T> = {
  readonly get: (key: string) => T | undefined
  readonly set: (key: string, value: T) => void
  /** Lets go of all whose key begins so. */
  readonly forget: (start: string) => void
}

/** The values asked for last, as long as together they weigh no more than the bound; the newest one always stays. */
export function newLruCache<T>(bound: number, weigh: (value: T) => number): LruCache<T> {
  const entries = new Map<string, T>()
  const shrink = () => {
    let weight = [...entries.values()].reduce((sum, value) => sum + weigh(value), 0)
    for (const [key, value] of entries) {
      if (weight <= bound || entries.size === 1) return
      entries.delete(key)
      weight -= weigh(value)
    }
  }
  const set = (key: string, value: T) => {
    entries.delete(key)
    entries.set(key, value)
    shrink()
  }
  return {
    get: (key) => {
      const value = entries.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
    set,
    forget: (start) => {
      for (const key of entries.keys()) if (key.startsWith(start)) entries.delete(key)
    },
  }
}
