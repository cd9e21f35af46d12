export type LruCache<T> = {
  readonly get: (key: string) => T | undefined
  readonly set: (key: string, value: T) => void
}

/** The values asked for last, as long as together they weigh no more than the bound; the newest one always stays. */
export function newLruCache<T>(bound: number, weigh: (value: T) => number): LruCache<T> {
  const kept = new Map<string, T>()
  const shrink = () => {
    let weight = [...kept.values()].reduce((sum, value) => sum + weigh(value), 0)
    for (const [key, value] of kept) {
      if (weight <= bound || kept.size === 1) return
      kept.delete(key)
      weight -= weigh(value)
    }
  }
  const set = (key: string, value: T) => {
    kept.delete(key)
    kept.set(key, value)
    shrink()
  }
  return {
    get: (key) => {
      const value = kept.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
    set,
  }
}
