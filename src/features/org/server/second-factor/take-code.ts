import type { z } from 'zod'
import type { Settings } from '#kernel/settings.ts'
import type { App } from '#platform/app.ts'
import { committer } from '#platform/commit.ts'
import type { Checked, WriteContext } from '#platform/http.ts'
import { authorOf } from '#platform/record/at-the-door.ts'
import { setToken, tokenOf } from '#platform/session.ts'
import type { codeEndpoint } from '../../second-factor.contract.ts'
import { proven } from '../accounts/log-in.ts'
import { beginSession } from '../accounts/recorded-session.ts'
import { closeSession, markProven } from '../accounts/session-life.queries.ts'
import { countsOf } from '../accounts/tries.queries.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { factorOf, spendCode } from './second-factor.queries.ts'

type Context = Pick<WriteContext<z.ZodType>, 'actor' | 'schema' | 'now' | 'request'>

/** Refuses unless the code of the caller's second factor is right, and spends it. A wrong one is counted as a wrong password is. */
export function proveByCode(app: App, context: Context, code: string, settings: Settings): Promise<'code' | 'recovery'> {
  const { actor, schema, now } = context
  const save = committer(app.db, schema, authorOf(context))
  return proven(app, context, { refusal: 'session.wrong-code', counts: countsOf(`code:${actor.id}`, settings), settings }, () =>
    save(async (tx) => {
      const result = await spendCode(tx, { box: app.secretBox, person: actor.id, code, now })
      const event = { act: 'org.spend-recovery-code', subject: actor.id, rows: [], security: { outcome: 'ok' } } as const
      return { events: result === 'recovery' ? [event] : [], result }
    }),
  )
}

type Reply = typeof codeEndpoint.reply
/** The second step of a log-in opens the session under a new token; in one that is open already it shows anew who is there. */
export async function takeCode(app: App, context: WriteContext<Reply>, code: string): Promise<Checked<z.output<Reply>>> {
  const { actor, commit, now, read, request, reply, schema } = context
  const caller = await app.callerOf(request, schema)
  const settings = await read(loadSettings)
  const by = await proveByCode(app, context, code, settings)
  const result = { recoveryCodes: by === 'recovery' ? (await read((db) => factorOf(db, actor.id))).codes : null }
  const old = tokenOf(request) ?? ''
  if (caller?.due !== 'code')
    return commit(async (tx) => {
      await markProven(tx, old, now)
      return { events: [], result }
    })
  const opened: { token?: string } = {}
  const done = await commit(async (tx) => {
    await closeSession(tx, old)
    const { token, event } = await beginSession(tx, { person: actor.id, now, request, settings, facts: { by } })
    opened.token = token
    return { events: [event], result }
  })
  setToken(request, reply, opened.token)
  return done
}
