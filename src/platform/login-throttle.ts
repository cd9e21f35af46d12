const LIMIT = 8
const WINDOW_MS = 10 * 60_000
const MAX_ENTRIES = 10_000

/** Counts failed log-ins by login and by address; too many within ten minutes must wait. */
export function newLoginThrottle() {
  const failed = new Map<string, { count: number; until: number }>()
  const live = (key: string, now: number) => {
    const entry = failed.get(key)
    return entry && entry.until > now ? entry : undefined
  }
  return {
    /** Minutes to wait, 0 when a try is allowed. */
    waitMinutes: (key: string, now: Date): number => {
      const entry = live(key, now.getTime())
      return entry && entry.count >= LIMIT ? Math.ceil((entry.until - now.getTime()) / 60_000) : 0
    },
    fail: (key: string, now: Date): void => {
      if (failed.size >= MAX_ENTRIES) failed.delete(failed.keys().next().value ?? '')
      failed.set(key, { count: (live(key, now.getTime())?.count ?? 0) + 1, until: now.getTime() + WINDOW_MS })
    },
    clear: (key: string): void => void failed.delete(key),
  }
}
