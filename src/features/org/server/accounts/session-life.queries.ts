import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { EndedWhy, SessionKind } from '#kernel/rooms/org-tables.ts'
import type { Settings } from '#kernel/settings.ts'
import type { ReadDb, WriteTx } from '#platform/db.ts'
import { sha256 } from '#platform/session.ts'

export const hashToken = (token: string) => sha256(token)

export type Opening = {
  readonly person: string
  readonly now: Date
  /** How long it may last at most. */
  readonly hours: number
  readonly kind?: SessionKind
  readonly address?: string | undefined
  readonly agent?: string | undefined
  /** The code of a second factor is still to come. */
  readonly awaitsCode?: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const CODE_MINUTES = 5
const LONGEST_AGENT = 200

/** A new session and its token; only the token's hash is kept. */
export async function openSession(tx: WriteTx, { person, now, hours, awaitsCode = false, ...from }: Opening): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      person_id: person,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + (awaitsCode ? CODE_MINUTES * MINUTE_MS : hours * HOUR_MS)),
      kind: from.kind ?? 'browser',
      address: from.address ?? null,
      agent: from.agent?.slice(0, LONGEST_AGENT) ?? null,
      awaits_code: awaitsCode,
      proven_at: now,
      ended_at: null,
      ended_why: null,
      ended_from: null,
    })
    .execute()
  return token
}

const DAY_MS = 24 * HOUR_MS
/** Sessions that are over hold nobody: a day later they are forgotten, too. */
export const sweepSessions = (tx: WriteTx, now: Date) =>
  tx
    .deleteFrom('session')
    .where((is) => is.or([is('expires_at', '<', now), is('ended_at', '<', new Date(now.getTime() - DAY_MS))]))
    .execute()

export const closeSession = (tx: WriteTx, token: string) => tx.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute()

type Ending = {
  readonly why: EndedWhy
  readonly now: Date
  /** Hash of a token: this one goes on. */
  readonly except?: string | undefined
  /** Whoever came instead. */
  readonly from?: string | undefined
}
/** Ends every session of a person; after a new password or a lost role nobody goes on with the old one. Their browsers learn why. */
export const endSessionsOf = (tx: WriteTx, person: string, { why, now, except = '', from }: Ending) =>
  tx
    .updateTable('session')
    .set({ ended_at: now, ended_why: why, ended_from: from ?? null })
    .where('person_id', '=', person)
    .where('token_hash', '!=', except)
    .where('ended_at', 'is', null)
    .$if(why === 'elsewhere', (query) => query.where('kind', '=', 'browser'))
    .execute()

/** Session s is not over, as SQL: it has not ended, is not too old, and was used a while ago at most. */
export const opensSomething = (settings: Pick<Settings, 'session.idle-minutes'>, now: Date) =>
  sql`s.ended_at is null and s.expires_at > ${now} and s.seen_at > ${new Date(now.getTime() - settings['session.idle-minutes'] * MINUTE_MS)}`

/** A session or token in use is marked at most once a minute, so that reading does not write. */
export const MARKED_EVERY_MS = MINUTE_MS
export const markActive = (tx: WriteTx, token: string, now: Date) =>
  tx.updateTable('session').set({ seen_at: now }).where('token_hash', '=', hashToken(token)).execute()

/** Its holder has just shown again who they are. */
export const markProven = (tx: WriteTx, token: string, now: Date) =>
  tx.updateTable('session').set({ proven_at: now }).where('token_hash', '=', hashToken(token)).execute()

/** Ends one session, by the mark that lists name it with; false: it is over already. */
export async function endSession(
  tx: WriteTx,
  person: string,
  mark: string,
  { why, now }: Omit<Ending, 'except' | 'from'>,
): Promise<boolean> {
  const ended = await tx
    .updateTable('session')
    .set({ ended_at: now, ended_why: why })
    .where('person_id', '=', person)
    .where('token_hash', 'like', `${mark}%`)
    .where('ended_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  return ended !== undefined
}

/** What is known of a session that may be over. */
export const sessionOf = (db: ReadDb, token: string) =>
  db.selectFrom('session').selectAll().where('token_hash', '=', hashToken(token)).executeTakeFirst()
