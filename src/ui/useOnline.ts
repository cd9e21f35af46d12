import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

/** Reachable, lost and being retried, or reachable again for a few seconds now. */
export type Connection = 'online' | 'lost' | 'back'

/** Between two questions whether the server answers again. */
export const RETRY_MS = 3000
const BACK_MS = 4000
let lost = false
const listeners = new Set<() => void>()

/** Whoever calls the server says when a request got no answer at all (not: was refused). */
export function noteLost(): void {
  set(true)
}

function set(now: boolean): void {
  if (lost === now) return
  lost = now
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('offline', noteLost)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('offline', noteLost)
  }
}

/** Any answer at all will do: this asks for the way, not for permission. */
export const reachable = () =>
  fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  )

/** Watches the connection; once lost, asks every 3 s and calls `onBack` when the server answers again (read the lists anew there). */
export function useOnline(onBack?: () => void, probe: () => Promise<boolean> = reachable): Connection {
  const isLost = useSyncExternalStore(subscribe, () => lost)
  const [isBack, setBack] = useState(false)
  const latest = useRef({ onBack, probe })
  useEffect(() => {
    latest.current = { onBack, probe }
  })
  useEffect(() => {
    if (!isLost) return undefined
    let stopped = false
    const tryAgain = async () => {
      const answered = await latest.current.probe()
      if (stopped || !answered) return
      setBack(true)
      set(false)
      latest.current.onBack?.()
    }
    const timer = setInterval(() => void tryAgain(), RETRY_MS)
    return () => {
      stopped = true
      clearInterval(timer)
    }
  }, [isLost])
  useEffect(() => {
    if (!isBack) return undefined
    const timer = setTimeout(() => setBack(false), BACK_MS)
    return () => clearTimeout(timer)
  }, [isBack])
  if (isLost) return 'lost'
  return isBack ? 'back' : 'online'
}
