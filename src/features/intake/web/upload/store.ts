/** A value that outlives the parts of a page that show it. */
export function newStore<T>(initial: T) {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: (): T => value,
    set: (next: T) => {
      value = next
      for (const tell of listeners) tell()
    },
    /** Calls back after every change; answers how to stop. */
    subscribe: (tell: () => void) => {
      listeners.add(tell)
      return () => void listeners.delete(tell)
    },
  }
}
