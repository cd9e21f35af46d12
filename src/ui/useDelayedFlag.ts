import { useEffect, useState } from 'react'

/** True once `on` has held for so many milliseconds: short waits need no words. */
export function useDelayedFlag(on: boolean, ms = 300): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!on) return undefined
    const timer = setTimeout(() => setLate(true), ms)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [on, ms])
  return late
}

/** Whole seconds since this was first shown. */
export function useSeconds(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const from = Date.now()
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - from) / 1000)), 250)
    return () => clearInterval(timer)
  }, [])
  return seconds
}
