import type { LogInWay } from '#kernel/rooms/org-tables.ts'
import type { Settings } from '#kernel/settings.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import type { App, RequestContext } from '#platform/app.ts'
import { type EventDraft, committer } from '#platform/commit.ts'
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
    const { token, event } = await beginSession(tx, { person, now, request, settings, awaitsCode, facts: { way } })
    return { events: [event], result: { token, next: awaitsCode ? 'code' : null } }
  })
}

type Beginning = Pick<At, 'request' | 'now'> & {
  readonly person: string
  readonly settings: Settings
  /** The code of a second factor is still to come. */
  readonly awaitsCode?: boolean
  /** How its holder has shown who they are. */
  readonly facts: Readonly<Record<string, string>>
}
/** A new session and what is to be recorded of it. As soon as it counts the account is in use, and where only one session may be, the others end. */
export async function beginSession(tx: WriteTx, beginning: Beginning): Promise<{ token: string; event: EventDraft }> {
  const { person, now, request, settings, awaitsCode = false, facts } = beginning
  const from = { address: request.ip, agent: request.headers['user-agent'] }
  const token = await openSession(tx, { person, now, hours: settings['session.longest-hours'], awaitsCode, ...from })
  if (!awaitsCode) {
    await markUsed(tx, person, now)
    if (settings['session.at-once'] === 'one')
      await endSessionsOf(tx, person, { why: 'elsewhere', now, except: hashToken(token), from: request.ip })
  }
  const security = { outcome: 'ok', session: sessionMark(token), facts } as const
  return { token, event: { act: awaitsCode ? 'security.log-in-code' : 'security.log-in', subject: person, rows: [], security } }
}
