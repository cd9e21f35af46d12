import type { z } from 'zod'
import type { App } from '#platform/app.ts'
import { committer } from '#platform/commit.ts'
import { write } from '#platform/db.ts'
import type { Checked, WriteContext } from '#platform/http.ts'
import { authorOf } from '#platform/record/at-the-door.ts'
import { sessionMark } from '#platform/record/origin.ts'
import { setToken, tokenOf } from '#platform/session.ts'
import type { codeEndpoint } from '../../second-factor.contract.ts'
import { tooOften } from '../accounts/log-in.ts'
import { takeOver } from '../accounts/recorded-session.ts'
import { closeSession, markProven, openSession } from '../accounts/session-life.queries.ts'
import { countTry, countsOf, delayOf, forgiveTry } from '../accounts/tries.queries.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { factorOf, spendCode } from './second-factor.queries.ts'

type Context = Pick<WriteContext<z.ZodType>, 'actor' | 'schema' | 'now' | 'request' | 'read'>

/**
 * Refuses unless the code of the caller's second factor is right, and spends it. A wrong one is counted as a wrong password is: before it is
 * looked at, from the third on the answer waits, after the fifth none is looked at for half an hour.
 */
export async function proveByCode(app: App, context: Context, code: string): Promise<'code' | 'recovery'> {
  const { actor, schema, now, read } = context
  const settings = await read(loadSettings)
  const tried = await write(app.db, schema, (tx) => countTry(tx, countsOf(`code:${actor.id}`, settings), now))
  if (!tried) throw tooOften('session.wrong-code', settings)
  const spent = await committer(
    app.db,
    schema,
    authorOf(context),
  )(async (tx) => {
    const result = await spendCode(tx, { box: app.secretBox, person: actor.id, code, now })
    if (result) await forgiveTry(tx, tried, now)
    const event = { act: 'org.spend-recovery-code', subject: actor.id, rows: [], security: { outcome: 'ok' } } as const
    return { events: result === 'recovery' ? [event] : [], result }
  })
  if (spent) return spent
  await app.pause(delayOf(tried.failures))
  throw tooOften('session.wrong-code', settings)
}

type Reply = typeof codeEndpoint.reply
/** The second step of a log-in opens the session under a new token; in one that is open already it shows anew who is there. */
export async function takeCode(app: App, context: WriteContext<Reply>, code: string): Promise<Checked<z.output<Reply>>> {
  const { actor, commit, now, read, request, reply, schema } = context
  const caller = await app.callerOf(request, schema)
  const by = await proveByCode(app, context, code)
  const { codes } = await read((db) => factorOf(db, actor.id))
  const result = { recoveryCodes: by === 'recovery' ? codes : null }
  const old = tokenOf(request) ?? ''
  if (caller?.due !== 'code')
    return commit(async (tx) => {
      await markProven(tx, old, now)
      return { events: [], result }
    })
  const settings = await read(loadSettings)
  const opened: { token?: string } = {}
  const done = await commit(async (tx) => {
    await closeSession(tx, old)
    const from = { address: request.ip, agent: request.headers['user-agent'] }
    const token = await openSession(tx, { person: actor.id, now, hours: settings['session.longest-hours'], ...from })
    await takeOver(tx, { person: actor.id, token, now, from: request.ip, isOnlyOne: settings['session.at-once'] === 'one' })
    opened.token = token
    const security = { outcome: 'ok', session: sessionMark(token), facts: { by } } as const
    return { events: [{ act: 'security.log-in', subject: actor.id, rows: [], security }], result }
  })
  setToken(request, reply, opened.token)
  return done
}
