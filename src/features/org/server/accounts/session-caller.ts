import type { Day } from '#kernel/days.ts'
import type { Caller } from '#platform/app.ts'
import { dayIn } from '#platform/clock.ts'
import { type Database, type Schema, read, write } from '#platform/db.ts'
import { type SessionCaller, actorOf, markActive } from './session.queries.ts'

/** A session in use is marked at most once a minute, so that reading does not write. */
const MARKED_EVERY_MS = 60_000
/**
 * How long it is remembered who a session belongs to. What this server changes of sessions, accounts, duties, people or units counts at once;
 * what the command line or another server changes, after this time at the latest.
 */
const REMEMBERED_MS = 5_000
const MOST_REMEMBERED = 5_000

type Remembered = SessionCaller & { readonly at: Date; readonly today: Day; readonly changes: number }

/** Who a session belongs to; nobody where it is unknown, over, or was not used for too long. */
export function sessionCallers(db: Database): (token: string, schema: Schema, now: Date) => Promise<Caller | undefined> {
  const remembered = new Map<string, Remembered>()

  return async (token, schema, now) => {
    const today = dayIn(now)
    const key = `${schema} ${token}`
    const known = remembered.get(key)
    if (known && holds(known, now, today, db.cache.changes)) return known.caller
    const { changes } = db.cache // before reading: a change meanwhile makes what was read worth nothing
    const found = await read(db, schema, (tx) => actorOf(tx, token, now, today))
    if (!found) {
      remembered.delete(key)
      return undefined
    }
    if (now.getTime() - found.seenAt.getTime() > MARKED_EVERY_MS) await write(db, schema, (tx) => markActive(tx, token, now))
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(key, { ...found, at: now, today, changes })
    return found.caller
  }
}

function holds({ at, until, ...known }: Remembered, now: Date, today: Day, changes: number): boolean {
  const age = now.getTime() - at.getTime()
  return known.changes === changes && known.today === today && age >= 0 && age < REMEMBERED_MS && now < until
}
