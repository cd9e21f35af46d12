import { OK } from '#kernel/endpoint.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { BadInput } from '#platform/input.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { tokenOf } from '#platform/session.ts'
import {
  codeEndpoint,
  draftFactorEndpoint,
  dropFactorEndpoint,
  renewRecoveryCodesEndpoint,
  resetFactorEndpoint,
  secondFactorEndpoint,
  setUpFactorEndpoint,
} from '../../second-factor.contract.ts'
import { lockAccount } from '../accounts/account.queries.ts'
import { endSessionsOf, hashToken, markProven } from '../accounts/session-life.queries.ts'
import { needsFactor } from '../accounts/session.queries.ts'
import { changeAccount } from '../activations/change-account.ts'
import { placeName } from '../org.views.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { uriOf } from './codes.ts'
import { draftSecret, dropFactor, factorOf, hasFactor, putIntoUse, renewCodes } from './second-factor.queries.ts'
import { proveByCode, takeCode } from './take-code.ts'

const row = (person: string) => ['second_factor', person] as const
const boxOf = ({ secretBox }: App) => {
  if (!secretBox) throw new RefusalError({ code: 'session.no-key' })
  return secretBox
}

export function secondFactorRoutes(app: App) {
  onWrite(app, codeEndpoint, (context, _, { code }) => takeCode(app, context, code))

  onRead(app, secondFactorEndpoint, async ({ db, actor }) => {
    const { since, codes } = await factorOf(db, actor.id)
    const isNeeded = needsFactor(actor.duties, await loadSettings(db))
    return {
      name: actor.name,
      jurisdiction: (await placeName(db)) ?? '',
      since: since?.toISOString() ?? null,
      isNeeded,
      recoveryCodes: codes,
    }
  })

  onWrite(app, draftFactorEndpoint, async ({ actor, commit, now, read }) => {
    const place = (await read(placeName)) ?? ''
    return commit(async (tx) => {
      const login = await lockAccount(tx, actor.id)
      const secret = await draftSecret(tx, boxOf(app), actor.id, now)
      return { events: [], result: { secret, uri: uriOf(secret, { place, login }) } }
    })
  })

  onWrite(app, setUpFactorEndpoint, ({ actor, commit, now, request }, _, { code }) =>
    commit(async (tx) => {
      await lockAccount(tx, actor.id)
      const recoveryCodes = await putIntoUse(tx, boxOf(app), actor.id, code, now)
      if (!recoveryCodes) throw new BadInput([{ field: 'code', message: '验证码不正确。请核对手机的时间是否准确，再输入新的验证码' }])
      const token = tokenOf(request) ?? ''
      await endSessionsOf(tx, actor.id, { why: 'account', now, except: hashToken(token) })
      await markProven(tx, token, now)
      return { events: [{ act: 'org.set-up-factor', subject: actor.id, rows: [row(actor.id)] }], result: { recoveryCodes } }
    }),
  )

  changeRoutes(app)
}

/** What is changed of a second factor in use: by its owner with a code of it, or by whoever keeps the accounts. */
function changeRoutes(app: App) {
  onWrite(app, dropFactorEndpoint, async (context, _, { code }) => {
    const { actor, commit, read } = context
    const settings = await read(loadSettings)
    if (needsFactor(actor.duties, settings)) throw new RefusalError({ code: 'session.factor-needed' })
    await proveByCode(app, context, code, settings)
    return commit(async (tx) => {
      await dropFactor(tx, actor.id)
      return { events: [{ act: 'org.drop-factor', subject: actor.id, rows: [row(actor.id)] }], result: OK }
    })
  })

  onWrite(app, renewRecoveryCodesEndpoint, async (context, _, { code }) => {
    const { actor, commit, read } = context
    await proveByCode(app, context, code, await read(loadSettings))
    return commit(async (tx) => {
      await lockAccount(tx, actor.id)
      const recoveryCodes = await renewCodes(tx, actor.id)
      return { events: [{ act: 'org.renew-recovery-codes', subject: actor.id, rows: [] }], result: { recoveryCodes } }
    })
  })

  onWrite(app, resetFactorEndpoint, (context, { person }) =>
    context.commit(async (tx) => {
      await lockAccount(tx, person)
      if (!(await hasFactor(tx, person))) throw new RefusalError({ code: 'session.factor-off' })
      const { events, waits } = await changeAccount(tx, context, person, { kind: 'second_factor' })
      return { events, result: { ...OK, waits } }
    }),
  )
}
