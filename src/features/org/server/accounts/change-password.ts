import type { z } from 'zod'
import type { Actor } from '#kernel/access.ts'
import { OK } from '#kernel/endpoint.ts'
import type { Settings } from '#kernel/settings.ts'
import type { App } from '#platform/app.ts'
import type { ReadDb } from '#platform/db.ts'
import type { Checked, WriteContext } from '#platform/http.ts'
import { BadInput } from '#platform/input.ts'
import { hashPassword, inTurn, passwordFits } from '#platform/password.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { tokenOf } from '#platform/session.ts'
import type { PasswordNeeds, changePasswordEndpoint } from '../../session.contract.ts'
import { placeName } from '../org.views.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { proven, refuseOpenAir } from './log-in.ts'
import { passwordDue, refuseWeak, rulesOf } from './passwords.ts'
import { endSessionsOf, hashToken } from './session-life.queries.ts'
import { accountOf, setPassword } from './session.queries.ts'
import { countsOf } from './tries.queries.ts'

type Reply = typeof changePasswordEndpoint.reply
type Typed = z.output<typeof changePasswordEndpoint.input>
type Owner = Awaited<ReturnType<typeof ownerOf>>

/** What a new password must be, for whoever is about to set one. */
export async function passwordNeeds(db: ReadDb, actor: Actor, now: Date): Promise<PasswordNeeds> {
  const owner = await ownerOf(db, actor)
  const { settings, place, rules } = owner
  const [history, days] = [settings['password.history'], settings['password.days']]
  return { name: actor.name, jurisdiction: place, due: passwordDue(owner, settings, now), rules, history, days }
}

async function ownerOf(db: ReadDb, { id }: Actor) {
  const settings = await loadSettings(db)
  const account = await accountOf(db, id, settings['password.history'])
  const place = (await placeName(db)) ?? ''
  return { ...account, settings, place, rules: rulesOf({ login: account.login, place, settings }) }
}

/** The old password is guessed at as rarely as at the door; the new one is neither weak nor one of the last few. */
export async function changePassword(app: App, context: WriteContext<Reply>, typed: Typed): Promise<Checked<z.output<Reply>>> {
  refuseOpenAir(app, context)
  const { actor, read, commit, request, now } = context
  const owner = await read((db) => ownerOf(db, actor))
  await refuseWrongOld(app, context, owner, typed.old)
  refuseTooSoon(owner, now)
  if (typed.new !== app.knownPassword) await refuseWeak(typed.new, owner.rules, 'new')
  await refuseEarlier(owner, typed.new)
  const hash = await hashPassword(typed.new)
  return commit(async (tx) => {
    await setPassword(tx, actor.id, hash, { by: 'owner', now })
    await endSessionsOf(tx, actor.id, { why: 'account', now, except: hashToken(tokenOf(request) ?? '') })
    return { events: [{ act: 'org.change-password', subject: actor.id, rows: [['account', actor.id]] }], result: OK }
  })
}

const refuseWrongOld = (app: App, context: WriteContext<Reply>, { password_hash, settings }: Owner, old: string) =>
  proven(
    app,
    context,
    { refusal: 'session.old-password', counts: countsOf(`password:${context.actor.id}`, settings), settings, turn: inTurn },
    async () => (await passwordFits(password_hash, old)) || undefined,
  )

const HOUR_MS = 3_600_000
function refuseTooSoon({ must_change, password_at, settings }: Owner, now: Date): void {
  const hours = settings['password.rest-hours']
  if (!must_change && now.getTime() - password_at.getTime() < hours * HOUR_MS)
    throw new RefusalError({ code: 'session.too-soon', detail: { hours } })
}

async function refuseEarlier({ password_hash, earlier, settings }: Owner, password: string): Promise<void> {
  for (const hash of [password_hash, ...earlier])
    if (await inTurn(() => passwordFits(hash, password)))
      throw new BadInput([{ field: 'new', message: `不能与最近 ${count(settings)} 次用过的密码相同，包括现在的密码` }])
}
const count = (settings: Settings) => settings['password.history']
