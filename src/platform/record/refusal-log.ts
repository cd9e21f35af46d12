import { REFUSALS } from '#kernel/rooms.ts'
import type { Refusal } from '#kernel/decision.ts'

const WINDOW_MS = 60_000
/** Refusals of one person or address that are written one by one within a minute; the rest is counted. */
const ONE_BY_ONE = 30
const MOST_KEYS = 10_000
const STATUSES: readonly number[] = [403, 404, 429]

/** Whether a refusal stands in the record: somebody wanted what was not theirs, or tried a lock. */
export const isRecorded = ({ code }: Refusal): boolean => STATUSES.includes(REFUSALS[code].status) || 'recorded' in REFUSALS[code]

type Window = { readonly until: number; count: number }
/** So many refusals of one person or address were counted and not written one by one. */
export type Unlisted = { readonly key: string; readonly times: number }

export type RefusalLog = ReturnType<typeof refusalLog>

/** Keeps whoever is refused without end from filling the record: after so many a minute they are only counted. */
export function refusalLog() {
  const windows = new Map<string, Window>()
  /** A map keeps what was put in first in front and every window lasts as long: the first that is not over ends the search. */
  const overs = (over: (window: Window) => boolean): Unlisted[] => {
    const unlisted: Unlisted[] = []
    for (const [key, window] of windows) {
      if (!over(window)) break
      windows.delete(key)
      if (window.count > ONE_BY_ONE) unlisted.push({ key, times: window.count - ONE_BY_ONE })
    }
    return unlisted
  }
  return {
    /** Whether this one is written; and what was counted in minutes that are over. */
    take(key: string, now: Date): { readonly written: boolean; readonly unlisted: readonly Unlisted[] } {
      const unlisted = overs(({ until }) => until <= now.getTime())
      const shared = windows.has(key) || windows.size < MOST_KEYS ? key : ''
      const window = windows.get(shared) ?? { until: now.getTime() + WINDOW_MS, count: 0 }
      window.count += 1
      windows.set(shared, window)
      return { written: window.count <= ONE_BY_ONE, unlisted }
    },
    /** What is counted and not written yet; the counts begin anew. */
    rest: (): readonly Unlisted[] => overs(() => true),
  }
}
