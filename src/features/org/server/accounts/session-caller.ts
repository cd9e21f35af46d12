import type { Day } from '#kernel/days.ts'
import type { Caller } from '#platform/app.ts'
import { dayIn, minuteIn } from '#platform/clock.ts'
import { type Database, type ReadDb, type Schema, read, write } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { MARKED_EVERY_MS, markActive, sessionOf } from './session-life.queries.ts'
import { type SessionCaller, actorOf } from './session.queries.ts'

/**
 * How long it is remembered who a session belongs to. What this server changes of sessions, accounts, duties, people or units counts at once;
 * what the command line or another server changes, after this time at the latest.
 */
const REMEMBERED_MS = 5_000
const MOST_REMEMBERED = 5_000

type Remembered = SessionCaller & { readonly at: Date; readonly today: Day; readonly changes: number }

/**
 * `isUnattended`: the page asks by itself, nobody is at it; that does not count as use. `within`: looked up in this transaction, neither marked
 * as used nor remembered.
 */
export type Knock = {
  readonly token: string
  readonly schema: Schema
  readonly now: Date
  readonly isUnattended: boolean
  readonly within?: ReadDb | undefined
}

/** Who a session belongs to; nobody where it is unknown. One that is over is refused with the reason. */
export function sessionCallers(db: Database): (knock: Knock) => Promise<Caller | undefined> {
  const remembered = new Map<string, Remembered>()
  const remember = (key: string, caller: Remembered) => {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(key, caller)
  }

  return async ({ token, schema, now, isUnattended, within }) => {
    const today = dayIn(now)
    const key = `${schema} ${token}`
    const known = remembered.get(key)
    if (known && holds(known, now, today, db.cache.changes)) return known.caller
    const { changes } = db.cache // before reading: a change meanwhile makes what was read worth nothing
    const look = async (tx: ReadDb) => (await actorOf(tx, token, now, today)) ?? whyOver(tx, token, now)
    const found = await (within ? look(within) : read(db, schema, look))
    remembered.delete(key)
    if (found instanceof RefusalError) throw found
    if (!found || within) return found?.caller
    if (!isUnattended && now.getTime() - found.seenAt.getTime() > MARKED_EVERY_MS)
      await write(db, schema, (tx) => markActive(tx, token, now))
    remember(key, { ...found, at: now, today, changes })
    return found.caller
  }
}

function holds({ at, until, ...known }: Remembered, now: Date, today: Day, changes: number): boolean {
  const age = now.getTime() - at.getTime()
  return known.changes === changes && known.today === today && age >= 0 && age < REMEMBERED_MS && now < until
}

/** Why a session that is still known opens nothing any more; undefined: it is unknown, or its person may not log in. */
async function whyOver(db: ReadDb, token: string, now: Date): Promise<RefusalError | undefined> {
  const session = await sessionOf(db, token)
  if (!session) return undefined
  const { ended_at, ended_why, ended_from, expires_at, seen_at } = session
  if (ended_at && ended_why) {
    const detail = { at: minuteIn(ended_at), from: ended_from ?? '未知地址' }
    return new RefusalError({ code: ended_why === 'elsewhere' ? 'session.elsewhere' : `session.ended-${ended_why}`, detail })
  }
  if (expires_at <= now) return new RefusalError({ code: session.awaits_code ? 'session.code-late' : 'session.over' })
  const minutes = (await loadSettings(db))['session.idle-minutes']
  return now.getTime() - seen_at.getTime() >= minutes * 60_000 ? new RefusalError({ code: 'session.idle', detail: { minutes } }) : undefined
}
