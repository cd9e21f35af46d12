/** A value that outlives the parts of a page that show it. */
export function newStore<T>(initial: T) {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: (): T => value,
    set: (next: T) => {
      value = next
      for (const listener of listeners) listener()
    },
    /** Calls back after every change; answers how to stop. */
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
