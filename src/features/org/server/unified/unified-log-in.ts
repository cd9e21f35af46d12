import type { LogInWay } from '#kernel/rooms/org-tables.ts'
import type { App, RequestContext } from '#platform/app.ts'
import { read, write } from '#platform/db.ts'
import { type Journey, type UnifiedClient, UnifiedError, type UnifiedFailure } from '#platform/identity/unified.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { journeyOf } from '#platform/session.ts'
import { refuseOpenAir, tooOften } from '../accounts/log-in.ts'
import { type Opened, openRecordedSession } from '../accounts/recorded-session.ts'
import { accountByLogin } from '../accounts/session.queries.ts'
import { type Try, countTry, countsOfAddress, forgiveTry } from '../accounts/tries.queries.ts'
import { loadSettings } from '../settings/settings.queries.ts'

const CODES = {
  state: 'session.unified-state',
  refused: 'session.unified-refused',
  invalid: 'session.unified-invalid',
  silent: 'session.unified-silent',
} as const satisfies Record<UnifiedFailure, string>

/** Where the browser goes to show who it is, and what it keeps until it is back. */
export async function beginUnified(app: App, context: RequestContext): Promise<{ url: string; journey: string }> {
  refuseOpenAir(app, context)
  const { url, journey } = await inWords(context, () => clientOf(app).begin())
  return { url, journey: [journey.state, journey.nonce, journey.verifier].join('.') }
}

/**
 * A session for whoever the provider names, if they have an account here that logs in so; nobody gets an account by it. A try counts as failed
 * for its address until it was right; what the browser brought from here is good once.
 */
export async function finishUnified(app: App, context: RequestContext, answer: string): Promise<Opened> {
  refuseOpenAir(app, context)
  const tried = await countOrRefuse(app, context)
  const client = clientOf(app)
  const login = await inWords(context, () => client.finish(answer, journeyIn(context)))
  const { db } = app
  const account = await read(db, context.schema, (tx) => accountByLogin(tx, login))
  const isOpen = account?.way === 'oidc' && account.disabled_at === null
  const admit = async (tx: Parameters<typeof forgiveTry>[0]) => {
    await forgiveTry(tx, tried, context.now)
    return true
  }
  const opened = isOpen ? await openRecordedSession(app, context, account.person_id, admit, 'oidc') : undefined
  if (!opened) throw new RefusalError({ code: 'session.unified-nobody' }, account?.person_id)
  return opened
}

/** Where the provider's own session ends, for whoever came in by it. */
export async function farewellFor({ ways }: App, wayOf: () => Promise<LogInWay | undefined>): Promise<string | null> {
  return ways?.unified && (await wayOf()) === 'oidc' ? ways.unified.farewell() : null
}

function clientOf({ ways }: App): UnifiedClient {
  if (!ways?.unified) throw new RefusalError({ code: 'session.unified-off' })
  return ways.unified
}

async function countOrRefuse({ db }: App, { schema, request, now }: RequestContext): Promise<Try> {
  const settings = await read(db, schema, loadSettings)
  const tried = await write(db, schema, (tx) => countTry(tx, countsOfAddress(request.ip, settings), now))
  if (!tried) throw tooOften('session.wrong', settings)
  return tried
}

function journeyIn({ request }: RequestContext): Journey {
  const [state = '', nonce = '', verifier = ''] = (journeyOf(request) ?? '').split('.')
  if (state === '' || nonce === '' || verifier === '') throw new UnifiedError('state')
  return { state, nonce, verifier }
}

/** What went wrong at the provider, in words; the log gets the kind of error and never an answer or a token. */
async function inWords<T>({ request }: RequestContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UnifiedError)) throw error
    const cause = error.cause as { name?: string; code?: string } | undefined
    request.log.warn(`unified log-in: ${[error.failure, cause?.name, cause?.code].filter(Boolean).join(' ')}`)
    throw new RefusalError({ code: CODES[error.failure] })
  }
}
