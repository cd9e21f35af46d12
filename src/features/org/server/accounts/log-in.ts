import type { Settings } from '#kernel/settings.ts'
import type { App, RequestContext } from '#platform/app.ts'
import { read, write } from '#platform/db.ts'
import { note } from '#platform/record/note.ts'
import { DirectoryError, directoryTakes } from '#platform/identity/directory.ts'
import { inDirectoryTurn, inTurn, passwordFits } from '#platform/password.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { isEncrypted, isFromHere } from '#platform/transport.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { type Opened, openRecordedSession } from './recorded-session.ts'
import { accountByLogin, spendFirstPassword } from './session.queries.ts'
import { type Try, countTry, countsFrom, delayOf, forgiveTry, takeBackTry } from './tries.queries.ts'

type Typed = { readonly login: string; readonly password: string }
type Account = NonNullable<Awaited<ReturnType<typeof accountByLogin>>>
type Found = {
  readonly opened?: Opened | undefined
  readonly settings: Settings
  readonly tried: Try | undefined
}

/** Passwords travel in the open only where the place puts up with it. */
export function refuseOpenAir({ transport }: Pick<App, 'transport'>, { request }: Pick<RequestContext, 'request'>): void {
  if (transport.needsTls && !isEncrypted(request) && !isFromHere(request)) throw new RefusalError({ code: 'session.plain-http' })
}

/** A session for a log-in name and its password. A wrong one and a locked one are answered in the same words, from the third on later and later. */
export async function logIn(app: App, context: RequestContext, typed: Typed): Promise<Opened> {
  refuseOpenAir(app, context)
  const account = await read(app.db, context.schema, (tx) => accountByLogin(tx, typed.login))
  const turn = account?.way === 'ldap' ? inDirectoryTurn : inTurn
  const { opened, settings, tried } = await turn(() => tryToLogIn(app, context, typed, account))
  if (opened) return opened
  if (tried?.isAlarm && account) await recordAlarm(app, context, account.person_id)
  if (tried) await app.pause(delayOf(tried.failures))
  throw tooOften('session.wrong', settings, account?.person_id)
}

type Wrong = 'session.wrong' | 'session.wrong-code' | 'session.old-password' | 'setup.code'
/** In one word for wrong and for locked. */
export const tooOften = (code: Wrong, settings: Settings, about?: string) =>
  new RefusalError({ code, detail: { failures: settings['log-in.failures'], minutes: settings['log-in.lock-minutes'] } }, about)

type Trial = {
  readonly refusal: Wrong
  readonly counts: ReturnType<typeof countsFrom>
  readonly settings: Settings
  /** Where so many at a time wait for each other. */
  readonly turn?: typeof inTurn
}
/**
 * What `look` finds where it finds anything; else it refuses. A try counts as failed before it is looked at, from the third on the answer waits,
 * and after the last nobody looks for a while.
 */
export async function proven<T>(
  { db, pause }: App,
  { schema, now }: Pick<RequestContext, 'schema' | 'now'>,
  { refusal, counts, settings, turn = (work) => work() }: Trial,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const one = await turn(async () => {
    const tried = await write(db, schema, (tx) => countTry(tx, counts, now))
    const found = tried && (await look())
    if (tried && found !== undefined) await write(db, schema, (tx) => forgiveTry(tx, tried, now))
    return { tried, found }
  })
  if (one.found !== undefined) return one.found
  if (one.tried) await pause(delayOf(one.tried.failures))
  throw tooOften(refusal, settings)
}

async function tryToLogIn(app: App, context: RequestContext, { login, password }: Typed, account: Account | undefined): Promise<Found> {
  const { db } = app
  const { schema, request, now } = context
  const settings = await read(db, schema, loadSettings)
  const tried = await write(db, schema, (tx) => countTry(tx, countsFrom(`login:${login}`, request.ip, settings), now))
  if (!tried) return { settings, tried }
  const open = account && isOpen(account, context, settings) ? account : undefined
  const fits =
    open?.way === 'ldap' ? await directoryAnswer(app, context, { login, password }, tried) : await passwordFits(hashOf(open), password)
  if (!fits || !account) return { settings, tried }
  const opened = await openRecordedSession(
    app,
    context,
    account.person_id,
    async (tx) => {
      if (account.must_change && !(await spendFirstPassword(tx, account.person_id, now))) return false
      await forgiveTry(tx, tried, now)
      return true
    },
    account.way,
  )
  return { opened, settings, tried }
}

/** A password is looked at here only where it is kept here. */
const hashOf = (account: Account | undefined) => (account?.way === 'local' ? account.password_hash : undefined)

/** What the unit's directory says of a password; where it says nothing, the try counts for nothing. */
async function directoryAnswer({ db, ways }: App, context: RequestContext, { login, password }: Typed, tried: Try): Promise<boolean> {
  const { schema, request } = context
  try {
    if (!ways?.directory) throw new DirectoryError('BIHUAN_LDAP_URL is not set')
    return await directoryTakes(ways.directory, login, password)
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error
    request.log.error(`directory: ${error.message}`)
    await write(db, schema, (tx) => takeBackTry(tx, tried))
    throw new RefusalError({ code: 'session.directory-silent' })
  }
}

const HOUR_MS = 3_600_000
/** Whether its password may be looked at: a first password is good for a day. */
function isOpen(account: Account, { now, today }: RequestContext, settings: Settings): boolean {
  const { disabled_at, ended_on, must_change, password_at } = account
  const isStale = must_change && now.getTime() - password_at.getTime() > settings['password.first-hours'] * HOUR_MS
  return disabled_at === null && (ended_on === null || ended_on >= today) && !isStale
}

const recordAlarm = ({ db }: App, { schema, request, now }: RequestContext, person: string) =>
  note(db, schema, { person: null, request: request.id, at: now }, [{ act: 'org.log-in-alarm', subject: person, rows: [] }])
