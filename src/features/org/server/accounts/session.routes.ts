import { actionsOf } from '#kernel/access.ts'
import { OK } from '#kernel/endpoint.ts'
import type { App } from '#platform/app.ts'
import { asReadDb } from '#platform/db.ts'
import { sweepOnce } from '#platform/database/once.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { onDaily } from '#platform/jobs/jobs.ts'
import { setToken, tokenOf } from '#platform/session.ts'
import { changePasswordEndpoint, loginEndpoint, logoutEndpoint, meEndpoint, passwordNeedsEndpoint } from '../../session.contract.ts'
import { lockAdmins } from '../locks.queries.ts'
import { meView } from '../org.views.ts'
import { changePassword, passwordNeeds } from './change-password.ts'
import { logIn } from './log-in.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { farewellFor } from '../unified/unified-log-in.ts'
import { switchAccount, wayOf } from './account.queries.ts'
import { closeSession, endSessionsOf, sweepSessions } from './session-life.queries.ts'
import { unusedAccounts } from './unused.queries.ts'
import { sweepTries } from './tries.queries.ts'

export function sessionRoutes(app: App) {
  onWrite(app, loginEndpoint, async (context, _, input) => {
    const { token, next } = await logIn(app, context, input)
    setToken(context.request, context.reply, token)
    return context.answer({ next })
  })

  onWrite(app, logoutEndpoint, async ({ actor, read, commit, request, reply }) => {
    const farewell = await farewellFor(app, () => read((db) => wayOf(db, actor.id)))
    const left = await commit(async (tx) => {
      await closeSession(tx, tokenOf(request) ?? '')
      return {
        events: [{ act: 'security.log-out', subject: actor.id, rows: [], security: { outcome: 'ok' } }],
        result: { ...OK, farewell },
      }
    })
    setToken(request, reply, undefined)
    reply.header('clear-site-data', '"cache"') // not storage: drafts go by themselves, how somebody likes the columns may stay
    return left
  })

  onRead(app, meEndpoint, async ({ db, actor, today, now }) => ({ ...(await meView(db, actor, now)), actions: actionsOf(actor), today }))
  onRead(app, passwordNeedsEndpoint, ({ db, actor, now }) => passwordNeeds(db, actor, now))
  onWrite(app, changePasswordEndpoint, (context, _, input) => changePassword(app, context, input))
}

export function sessionJobs(app: App) {
  onDaily(app, { name: 'org.sweep-sessions', title: '清理过期的登录', at: '3:10' }, async ({ finish, now }) =>
    finish(async (tx) => {
      await sweepSessions(tx, now)
      await sweepTries(tx, now)
      await sweepOnce(tx, now)
      return { events: [], result: undefined } // keys, not facts
    }),
  )

  onDaily(app, { name: 'org.disable-unused', title: '停用长期未用的账号', at: '3:20' }, async ({ finish, now, today }) =>
    finish(async (tx) => {
      await lockAdmins(tx, today)
      const db = asReadDb(tx)
      const { unused } = await unusedAccounts(db, { now, today, days: (await loadSettings(db))['account.unused-days'] })
      for (const { person } of unused) {
        await switchAccount(tx, person, { off: now })
        await endSessionsOf(tx, person, { why: 'account', now })
      }
      return {
        events: unused.map(({ person }) => ({ act: 'org.disable-unused', subject: person, rows: [['account', person]] })),
        result: undefined,
      }
    }),
  )
}
