import { sql } from 'kysely'
import type { Settings } from '#kernel/settings.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'

type SessionLine = {
  readonly mark: string
  readonly kind: 'browser' | 'command'
  readonly address: string | null
  readonly agent: string | null
  readonly since: Date
  readonly lastUsed: Date
  readonly isOwn: boolean
}

/** Sessions of somebody that open something now, the last used first; `own`: hash of the token of whoever looks. */
export async function sessionsOf(
  db: ReadDb,
  person: string,
  { now, settings, own }: { readonly now: Date; readonly settings: Settings; readonly own: string },
) {
  const idle = new Date(now.getTime() - settings['session.idle-minutes'] * 60_000)
  const rows = await queryRows(
    db,
    sql<SessionLine>`select left(token_hash, 16) as mark, kind, address, agent, created_at as since, seen_at as "lastUsed", token_hash = ${own} as "isOwn"
      from session where person_id = ${person} and ended_at is null and not awaits_code and expires_at > ${now} and seen_at > ${idle}
      order by seen_at desc, token_hash`,
  )
  return rows.map(({ since, lastUsed, ...line }) => ({ ...line, since: since.toISOString(), lastUsed: lastUsed.toISOString() }))
}
