import { randomUUID } from 'node:crypto'

/** Identifiers a millisecond; the clock is ahead where more are made. */
const STEPS = 4096
let last = 0

/**
 * A UUID of version 7: later ones are greater, so that the rows of an import come one after the other in every index that begins with
 * their id, and not each on another page. 62 bits of it are random.
 */
export function orderedId(now = Date.now()): string {
  last = Math.max(last + 1, now * STEPS)
  const time = last.toString(16).padStart(15, '0')
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${time.slice(12)}-${randomUUID().slice(19)}`
}
