import { actionsOf } from '#kernel/access.ts'
import { OK } from '#kernel/endpoint.ts'
import { newLoginThrottle } from '#platform/login-throttle.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { onDaily } from '#platform/jobs/jobs.ts'
import { hashPassword, passwordFits } from '#platform/password.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { setToken, tokenOf } from '#platform/session.ts'
import { changePasswordEndpoint, loginEndpoint, logoutEndpoint, meEndpoint } from '../../session.contract.ts'
import { accountByLogin, accountOf, closeSession, closeSessionsOf, hashToken, setPassword, sweepSessions } from './session.queries.ts'
import { openRecordedSession } from './recorded-session.ts'
import { meView } from '../org.views.ts'

export function sessionRoutes(app: App) {
  const attempts = newLoginThrottle()

  onWrite(app, loginEndpoint, async ({ answer, read, schema, now, today, request, reply }, _, { login, password }) => {
    const key = `${login} ${request.ip}`
    const minutes = attempts.waitMinutes(key, now)
    if (minutes > 0) throw new RefusalError({ code: 'session.too-many', detail: { minutes } })
    const account = await read((db) => accountByLogin(db, login))
    const open = account !== undefined && account.disabled_at === null && (account.ended_on === null || account.ended_on >= today)
    if (!(await passwordFits(open ? account.password_hash : undefined, password)) || !open) {
      attempts.fail(key, now)
      throw new RefusalError({ code: 'session.wrong' }, account?.person_id)
    }
    attempts.clear(key)
    const token = await openRecordedSession(app, { schema, request, now, today }, account.person_id)
    if (token === undefined) throw new RefusalError({ code: 'session.wrong' }, account.person_id)
    setToken(request, reply, token)
    return answer(OK)
  })

  onWrite(app, logoutEndpoint, async ({ actor, commit, request, reply }) => {
    const left = await commit(async (tx) => {
      await closeSession(tx, tokenOf(request) ?? '')
      return { events: [{ act: 'security.log-out', subject: actor.id, rows: [], security: { outcome: 'ok' } }], result: OK }
    })
    setToken(request, reply, undefined)
    return left
  })

  onRead(app, meEndpoint, async ({ db, actor, today }) => ({ ...(await meView(db, actor)), actions: actionsOf(actor), today }))

  onWrite(app, changePasswordEndpoint, async ({ actor, read, commit, request }, _, input) => {
    const account = await read((db) => accountOf(db, actor.id))
    if (!(await passwordFits(account?.password_hash, input.old))) throw new RefusalError({ code: 'session.old-password' })
    const hash = await hashPassword(input.new)
    return commit(async (tx) => {
      await setPassword(tx, actor.id, hash, false)
      await closeSessionsOf(tx, actor.id, hashToken(tokenOf(request) ?? ''))
      return { events: [{ act: 'org.change-password', subject: actor.id, rows: [['account', actor.id]] }], result: OK }
    })
  })
}

export const sessionJobs = (app: App) =>
  onDaily(app, { name: 'org.sweep-sessions', title: '清理过期的登录', at: '3:10' }, async ({ finish, now }) =>
    finish(async (tx) => {
      await sweepSessions(tx, now)
      return { events: [], result: undefined } // keys, not facts
    }),
  )
