import { PersonId } from '#kernel/rooms/org.ts'
import type { App, RequestContext } from '#platform/app.ts'
import { committer } from '#platform/commit.ts'
import { type WriteTx, read } from '#platform/db.ts'
import { authorOf } from '#platform/record/at-the-door.ts'
import { sessionMark } from '#platform/record/origin.ts'
import { actorById, openSession } from './session.queries.ts'

type At = Pick<RequestContext, 'schema' | 'request' | 'now' | 'today'>

/** Opens a session and records it, or neither; answers its token. Undefined where nobody may log in, or `admit` says no in the last moment. */
export async function openRecordedSession(
  app: App,
  { schema, request, now, today }: At,
  person: string,
  admit: (tx: WriteTx) => Promise<boolean> = async () => true,
): Promise<string | undefined> {
  const actor = await read(app.db, schema, (db) => actorById(db, PersonId.parse(person), today))
  if (!actor) return undefined
  return committer(
    app.db,
    schema,
    authorOf({ actor, request, now }),
  )(async (tx) => {
    if (!(await admit(tx))) return { events: [], result: undefined }
    const token = await openSession(tx, person, now)
    const security = { outcome: 'ok', session: sessionMark(token) } as const
    return { events: [{ act: 'security.log-in', subject: person, rows: [], security }], result: token }
  })
}
