import type { Act } from '#kernel/rooms.ts'
import { randomInt } from 'node:crypto'
import { OK } from '#kernel/endpoint.ts'
import type { App } from '#platform/app.ts'
import { onWrite } from '#platform/http.ts'
import { hashPassword } from '#platform/password.ts'
import { openAccountEndpoint, resetPasswordEndpoint, switchAccountEndpoint, unlockAccountEndpoint } from '../../session.contract.ts'
import { lockAccount, openAccount, switchAccount } from './account.queries.ts'
import { keepAdmins, lockAdmins } from '../locks.queries.ts'
import { lockPresent } from '../people/people.queries.ts'
import { endSessionsOf } from './session-life.queries.ts'
import { setPassword } from './session.queries.ts'
import { unlock } from './tries.queries.ts'

const receipt = (act: Act, person: string) => ({ act, subject: person, rows: [['account', person] as const] })

/** Nothing that is mistaken for something else when read out or typed from paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const newPassword = () =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-')

export function accountRoutes(app: App) {
  onWrite(app, openAccountEndpoint, async ({ commit, now }, { person }, { login }) => {
    const password = newPassword()
    const hash = await hashPassword(password)
    return commit(async (tx) => {
      await lockPresent(tx, person)
      await openAccount(tx, person, login, { hash, at: now })
      return { events: [receipt('org.open-account', person)], result: { login, password } }
    })
  })

  onWrite(app, resetPasswordEndpoint, async ({ commit, now }, { person }) => {
    const password = newPassword()
    const hash = await hashPassword(password)
    return commit(async (tx) => {
      const login = await lockAccount(tx, person)
      await setPassword(tx, person, hash, { by: 'admin', now })
      await unlock(tx, login, person)
      await endSessionsOf(tx, person, { why: 'account', now })
      return { events: [receipt('org.reset-password', person)], result: { login, password } }
    })
  })

  onWrite(app, switchAccountEndpoint, ({ commit, now, today }, { person }, { enabled }) =>
    commit(async (tx) => {
      const before = await lockAdmins(tx, today)
      await lockAccount(tx, person)
      await switchAccount(tx, person, now, enabled)
      if (!enabled) await endSessionsOf(tx, person, { why: 'account', now })
      await keepAdmins(tx, today, before)
      return { events: [receipt(enabled ? 'org.enable-account' : 'org.disable-account', person)], result: OK }
    }),
  )

  onWrite(app, unlockAccountEndpoint, ({ commit }, { person }) =>
    commit(async (tx) => {
      await unlock(tx, await lockAccount(tx, person), person)
      return { events: [receipt('org.unlock-account', person)], result: OK }
    }),
  )
}
