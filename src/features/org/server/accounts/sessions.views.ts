import { sql } from 'kysely'
import type { Settings } from '#kernel/settings.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { SessionLine } from '../../session.contract.ts'
import { opensSomething } from './session-life.queries.ts'

type Row = Omit<SessionLine, 'since' | 'lastUsed'> & { readonly since: Date; readonly lastUsed: Date }

/** Sessions of somebody that open something now, the last used first; `own`: hash of the token of whoever looks. */
export async function sessionsOf(
  db: ReadDb,
  person: string,
  { now, settings, own }: { readonly now: Date; readonly settings: Settings; readonly own: string },
) {
  const rows = await queryRows(
    db,
    sql<Row>`select left(s.token_hash, 16) as mark, s.kind, s.address, s.agent, s.created_at as since, s.seen_at as "lastUsed",
      s.token_hash = ${own} as "isOwn"
      from session s where s.person_id = ${person} and not s.awaits_code and ${opensSomething(settings, now)}
      order by s.seen_at desc, s.token_hash`,
  )
  return rows.map(({ since, lastUsed, ...line }) => ({ ...line, since: since.toISOString(), lastUsed: lastUsed.toISOString() }))
}
