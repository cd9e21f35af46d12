import type { Act } from '#kernel/rooms.ts'
import { randomUUID } from 'node:crypto'
import { OK } from '#kernel/endpoint.ts'
import type { LogInWay } from '#kernel/rooms/org-tables.ts'
import type { App } from '#platform/app.ts'
import { onWrite } from '#platform/http.ts'
import { hashPassword } from '#platform/password.ts'
import {
  openAccountEndpoint,
  resetPasswordEndpoint,
  saveWayEndpoint,
  switchAccountEndpoint,
  unlockAccountEndpoint,
} from '../../account.contract.ts'
import { changeAccount } from '../activations/change-account.ts'
import { lockAccount, openAccount, switchAccount } from './account.queries.ts'
import { keepAdmins, lockAdmins } from '../locks.queries.ts'
import { lockPresent } from '../people/people.queries.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { randomWords } from './passwords.ts'
import { endSessionsOf } from './session-life.queries.ts'
import { unlock } from './tries.queries.ts'

const receipt = (act: Act, person: string) => ({ act, subject: person, rows: [['account', person] as const] })

type First = { readonly password: string | null; readonly hash: string }
/** A first password for whoever logs in here; for others the hash of one that nobody has. */
async function firstFor(way: LogInWay): Promise<First> {
  const password = randomWords(3)
  return { password: way === 'local' ? password : null, hash: await hashPassword(way === 'local' ? password : randomUUID()) }
}

export function accountRoutes(app: App) {
  onWrite(app, openAccountEndpoint, async (context, { person }, { login, way: wanted }) => {
    const way = wanted ?? (await context.read(loadSettings))['log-in.way']
    const { password, hash } = await firstFor(way)
    return context.commit(async (tx) => {
      await lockPresent(tx, person)
      await openAccount(tx, person, { login, way, hash, at: context.now })
      const { events, waits } = await changeAccount(tx, context, person, { kind: 'account' })
      return { events, result: { login, password, waits } }
    })
  })

  onWrite(app, resetPasswordEndpoint, async (context, { person }) => {
    const { password, hash } = await firstFor('local')
    return context.commit(async (tx) => {
      const login = await lockAccount(tx, person, 'local')
      const { events, waits } = await changeAccount(tx, context, person, { kind: 'reset', hash })
      return { events, result: { login, password, waits } }
    })
  })

  onWrite(app, saveWayEndpoint, async (context, { person }, { way }) => {
    const { password, hash } = await firstFor(way)
    return context.commit(async (tx) => {
      await lockAdmins(tx, context.today) // before the account, as everywhere
      const login = await lockAccount(tx, person)
      const { events, waits } = await changeAccount(tx, context, person, { kind: 'way', way, hash })
      return { events, result: { login, password, waits } }
    })
  })

  onWrite(app, switchAccountEndpoint, (context, { person }, { enabled }) =>
    context.commit(async (tx) => {
      const { now, today } = context
      const before = await lockAdmins(tx, today)
      await lockAccount(tx, person)
      if (enabled) {
        const { events, waits } = await changeAccount(tx, context, person, { kind: 'enable' })
        return { events, result: { ok: true, waits } }
      }
      await switchAccount(tx, person, { off: now })
      await endSessionsOf(tx, person, { why: 'account', now })
      await keepAdmins(tx, today, before)
      return { events: [receipt('org.disable-account', person)], result: { ok: true, waits: false } }
    }),
  )

  onWrite(app, unlockAccountEndpoint, ({ commit }, { person }) =>
    commit(async (tx) => {
      await unlock(tx, await lockAccount(tx, person), person)
      return { events: [receipt('org.unlock-account', person)], result: OK }
    }),
  )
}
