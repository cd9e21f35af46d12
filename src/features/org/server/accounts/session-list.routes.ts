import { OK } from '#kernel/endpoint.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { tokenOf } from '#platform/session.ts'
import {
  endOwnSessionEndpoint,
  endSessionsOfPersonEndpoint,
  ownSessionsEndpoint,
  sessionsOfPersonEndpoint,
} from '../../session.contract.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { lockAccount } from './account.queries.ts'
import { endSession, endSessionsOf, hashToken } from './session-life.queries.ts'
import { sessionsOf } from './sessions.views.ts'

/** Where somebody is logged in: looked at and ended by themselves, or by whoever keeps the accounts. */
export function sessionListRoutes(app: App) {
  onRead(app, ownSessionsEndpoint, async ({ db, actor, now, request }) => ({
    sessions: await sessionsOf(db, actor.id, { now, settings: await loadSettings(db), own: hashToken(tokenOf(request) ?? '') }),
  }))
  onWrite(app, endOwnSessionEndpoint, ({ actor, commit, now }, { mark }) =>
    commit(async (tx) => {
      if (!(await endSession(tx, actor.id, mark, { why: 'own', now }))) throw new RefusalError({ code: 'session.not-found' })
      const security = { outcome: 'ok', facts: { session: mark } } as const
      return { events: [{ act: 'org.end-session', subject: actor.id, rows: [], security }], result: OK }
    }),
  )
  onRead(app, sessionsOfPersonEndpoint, async ({ db, now }, { person }) => ({
    sessions: await sessionsOf(db, person, { now, settings: await loadSettings(db), own: '' }),
  }))
  onWrite(app, endSessionsOfPersonEndpoint, ({ commit, now }, { person }) =>
    commit(async (tx) => {
      await lockAccount(tx, person)
      await endSessionsOf(tx, person, { why: 'admin', now })
      return { events: [{ act: 'org.end-session', subject: person, rows: [], security: { outcome: 'ok' } }], result: OK }
    }),
  )
}
