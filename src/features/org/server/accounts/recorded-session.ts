import type { LogInWay } from '#kernel/rooms/org-tables.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import type { App, RequestContext } from '#platform/app.ts'
import { committer } from '#platform/commit.ts'
import { type WriteTx, read } from '#platform/db.ts'
import { authorOf } from '#platform/record/at-the-door.ts'
import { sessionMark } from '#platform/record/origin.ts'
import { hasFactor } from '../second-factor/second-factor.queries.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { endSessionsOf, hashToken, openSession } from './session-life.queries.ts'
import { actorById, markUsed } from './session.queries.ts'

type At = Pick<RequestContext, 'schema' | 'request' | 'now' | 'today'>
/** `next`: what is still to be shown before the session opens anything. */
export type Opened = { readonly token: string; readonly next: 'code' | null }

/**
 * Opens a session for somebody who has shown who they are, by whatever means, and records it, or neither. Whoever has a second factor gives its
 * code next; else, where one account is in use in one place only, this one ends the others.
 * Undefined where nobody may log in, or `admit` says no in the last moment.
 */
export async function openRecordedSession(
  app: App,
  { schema, request, now, today }: At,
  person: string,
  admit: (tx: WriteTx) => Promise<boolean> = async () => true,
  way: LogInWay = 'local',
): Promise<Opened | undefined> {
  const { actor, settings } = await read(app.db, schema, async (db) => ({
    actor: await actorById(db, PersonId.parse(person), today),
    settings: await loadSettings(db),
  }))
  if (!actor) return undefined
  return committer(
    app.db,
    schema,
    authorOf({ actor, request, now }),
  )(async (tx) => {
    if (!(await admit(tx))) return { events: [], result: undefined }
    const awaitsCode = await hasFactor(tx, person)
    const from = { address: request.ip, agent: request.headers['user-agent'] }
    const token = await openSession(tx, { person, now, hours: settings['session.longest-hours'], awaitsCode, ...from })
    if (!awaitsCode) await takeOver(tx, { person, token, now, from: request.ip, isOnlyOne: settings['session.at-once'] === 'one' })
    const security = { outcome: 'ok', session: sessionMark(token), facts: { way } } as const
    const act = awaitsCode ? 'security.log-in-code' : 'security.log-in'
    return { events: [{ act, subject: person, rows: [], security }], result: { token, next: awaitsCode ? 'code' : null } }
  })
}

type Taking = { readonly person: string; readonly token: string; readonly now: Date; readonly from: string; readonly isOnlyOne: boolean }
/** A session begins to count: the account is in use, and where only one may be, the others end. */
export async function takeOver(tx: WriteTx, { person, token, now, from, isOnlyOne }: Taking): Promise<void> {
  await markUsed(tx, person, now)
  if (isOnlyOne) await endSessionsOf(tx, person, { why: 'elsewhere', now, except: hashToken(token), from })
}
