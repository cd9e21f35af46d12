import { useCallback, useRef } from 'react'

/** Each call begins a new turn; what it answers tells later whether that turn still is the latest. For answers that come too late. */
export function useLatestRequest(): () => () => boolean {
  const latest = useRef(0)
  return useCallback(() => {
    latest.current += 1
    const mine = latest.current
    return () => latest.current === mine
  }, [])
}
