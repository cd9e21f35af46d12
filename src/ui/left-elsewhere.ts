/** Storage events reach the other pages of this browser, and only them. */
const KEY = 'bihuan.left'

/** Says to the other pages of this browser that its person has logged out. */
export function noteLeft(): void {
  localStorage.setItem(KEY, '1')
  localStorage.removeItem(KEY)
}

/** Calls back when the person has logged out in another tab; answers how to stop. */
export function whenLeftElsewhere(listener: () => void): () => void {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === KEY && newValue !== null) listener()
  }
  addEventListener('storage', onStorage)
  return () => removeEventListener('storage', onStorage)
}
