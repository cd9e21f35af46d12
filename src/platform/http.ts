import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Actor, holdsAny } from '#kernel/access.ts'
import type { Action } from '#kernel/rooms.ts'
import { type Endpoint, FileReply, FileStream, type Method } from '#kernel/endpoint.ts'
import { type App, type Caller, type Deps, type RequestContext, type RoomModule, answersOf } from './app.ts'
import { dayIn } from './clock.ts'
import { type Work, committer } from './commit.ts'
import { compressReplies } from './compress.ts'
import { AnsweredBefore, type Once, onceOf } from './database/once.ts'
import { type ReadDb, read } from './db.ts'
import { answerTo, newOutageLog } from './errors.ts'
import { checkedInput, parseJson } from './input.ts'
import { openApiOf } from './openapi.ts'
import { type Received, receiving } from './receive.ts'
import { type Call, authorOf, recordFile, recordRefusal } from './record/at-the-door.ts'
import { refusalLog } from './record/refusal-log.ts'
import { RefusalError } from './refusal-error.ts'
import { bearerOf } from './session.ts'
import { type Transport, isEncrypted } from './transport.ts'

export type ReadContext = RequestContext & { readonly db: ReadDb }
/** A reply that fits its contract. Only a WriteContext makes one. */
export class Checked<T> {
  readonly value: T
  constructor(value: T) {
    this.value = value
  }
}
export type WriteContext<R extends z.ZodType> = RequestContext & {
  /** Changes and replies: what the work gives as `result` is the reply, and one that doesn't fit the contract undoes the change. */
  readonly commit: (work: Work<z.input<R>>) => Promise<Checked<z.output<R>>>
  /** The reply of a post that commits nothing (a preview, a session); after a commit it throws. */
  readonly answer: (reply: z.input<R>) => Checked<z.output<R>>
  readonly read: <T>(work: (db: ReadDb) => Promise<T>) => Promise<T>
  /** The version the caller saw (If-Match); 0 where the contract asks for none. */
  readonly expectedVersion: number
  /** Takes in the file that is the body, after permission was looked at, and hands it to the work. */
  readonly receive: <T>(work: (file: Received) => Promise<T>) => Promise<T>
}

/** A get reads: one snapshot on the read-only role. */
export const onRead = <P extends z.ZodType, I extends z.ZodType, R extends z.ZodType>(
  app: App,
  e: Endpoint<P, I, R, 'get'>,
  handle: (context: ReadContext, params: z.output<P>, input: z.output<I>) => Promise<z.input<R>>,
) =>
  on(app, e, async (context, params, input) =>
    e.reply.parse(await read(app.db, context.schema, (db) => handle({ ...context, db }, params, input))),
  )

/** A post writes, and only through commit(); its reply is checked before the change stands. */
export const onWrite = <P extends z.ZodType, I extends z.ZodType, R extends z.ZodType>(
  app: App,
  e: Endpoint<P, I, R, 'post'>,
  handle: (context: WriteContext<R>, params: z.output<P>, input: z.output<I>) => Promise<Checked<z.output<R>>>,
) =>
  on(app, e, async (context, params, input) => {
    const once = onceOf(app.db, e, context, { params, input })
    try {
      if (e.body !== 'bytes') await once?.check()
      return (await handle(writing(app, e, context, once), params, input)).value
    } catch (error) {
      if (!(error instanceof AnsweredBefore)) throw error
      context.reply.header('idempotency-replayed', 'true')
      return e.reply.parse(error.reply)
    }
  })

function writing<R extends z.ZodType>(
  app: App,
  e: Endpoint<z.ZodType, z.ZodType, R>,
  context: RequestContext,
  once: Once | undefined,
): WriteContext<R> {
  const { request, schema } = context
  const save = committer(app.db, schema, authorOf(context), answersOf(app))
  const checked = (reply: z.input<R>) => new Checked(e.reply.parse(reply))
  let isCommitted = false
  return {
    ...context,
    commit: async (work) => {
      const reply = await save(async (tx) => {
        await once?.claim(tx)
        const { events, result, last } = await work(tx)
        const answer = checked(result)
        await once?.keep(tx, answer.value)
        return { events, result: answer, last }
      })
      isCommitted = true
      return reply
    },
    answer: (reply) => {
      if (isCommitted) throw new Error(`${e.path}: the reply of a change is the result of its commit`)
      return checked(reply)
    },
    read: (work) => read(app.db, schema, work),
    expectedVersion: e.versioned ? versionExpected(request) : 0,
    receive: (work) =>
      receiving({ folder: app.files, person: context.actor.id }, context, async (file) => {
        await once?.check(file.hash())
        return work(file)
      }),
  }
}

/** Permission first, then what came in, then the work. */
function on<P extends z.ZodType, I extends z.ZodType, R extends z.ZodType, M extends Method>(
  app: App,
  e: Endpoint<P, I, R, M>,
  handle: (context: RequestContext, params: z.output<P>, input: z.output<I>) => Promise<z.output<R>>,
) {
  app.endpoints.push(e)
  app.http.route({
    method: e.method,
    url: `/api${e.path}`,
    handler: async (request, reply) => {
      const now = app.clock()
      const call: Call = { schema: app.schemaFor(request), actor: NOBODY, now, request }
      try {
        await admit(app, e, call)
        const fromQuery = e.method === 'get' || e.body === 'bytes'
        const input = checkedInput(e.input, fromQuery ? request.query : (request.body ?? {}))
        const answer = await handle({ ...call, today: dayIn(now), reply }, checkedInput(e.params, request.params), input)
        if (e.answers !== 'file') return tagged(reply, answer)
        await recordFile(app, e, call, input, answer)
        return sendFile(reply, answer)
      } catch (error) {
        if (error instanceof RefusalError) await recordRefusal(app, e, call, error)
        throw error
      }
    },
  })
}

const NOBODY = { id: '', name: '', duties: [] } as unknown as Actor

/** Who asks is known as soon as it can be, so that a refusal names them. */
async function admit(app: App, e: Endpoint, call: Call): Promise<void> {
  if (e.method === 'post' && bearerOf(call.request) === undefined) refuseForeign(call.request)
  if (e.action === 'public') return
  const caller = await callerIn(app, call)
  call.actor = caller.actor
  refuseFirst(e, caller)
  if (e.action !== 'logged-in' && !holdsAny(caller.actor, e.action)) throw new RefusalError({ code: 'access.denied' })
  if (e.fresh) refuseStale(e.fresh, caller, call.now)
}

async function callerIn(app: App, { request, schema }: Pick<Call, 'request' | 'schema'>): Promise<Caller> {
  const caller = await app.callerOf(request, schema)
  if (!caller) throw new RefusalError({ code: 'access.unknown' })
  return caller
}

function refuseFirst(e: Endpoint, { due, byToken }: Caller): void {
  if (due && !e.before?.includes(due)) throw new RefusalError({ code: FIRST[due] })
  if (byToken && !isForToken(e, byToken)) throw new RefusalError({ code: 'access.token-scope' })
}

/** What whoever must do something first is refused with. */
const FIRST = { code: 'session.code', password: 'session.change-password', 'second-factor': 'session.set-up-factor' } as const

const FRESH_MS = 15 * 60_000
/** Who sat down at an open page is not who logged in. */
function refuseStale(fresh: NonNullable<Endpoint['fresh']>, { proof }: Caller, now: Date): void {
  if (!proof || now.getTime() - proof.at.getTime() <= FRESH_MS) return
  if (proof.hasFactor) throw new RefusalError({ code: 'session.code-again' })
  if (fresh === 'log-in') throw new RefusalError({ code: 'session.log-in-again' })
}

/** A program reads what its owner may read; what it changes must be named by its token. */
function isForToken(e: Endpoint, acts: readonly Action[]): boolean {
  if (e.forTokens === false || e.action === 'logged-in') return e.forTokens === true
  return e.method === 'get' || (e.action !== 'public' && acts.includes(e.action))
}

/** A change asked for by another site's page; browsers say so themselves. */
function refuseForeign(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && hostIn(origin) !== request.host)
  if (foreign) throw new RefusalError({ code: 'access.foreign' })
}
const hostIn = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined)

function versionExpected(request: FastifyRequest): number {
  const expectedVersion = /^"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '')?.[1]
  if (expectedVersion === undefined) throw new RefusalError({ code: 'request.version-missing' })
  return Number(expectedVersion)
}

/** A single record's reply carries its version, which the next change gives back as If-Match. */
function tagged<T>(reply: FastifyReply, answer: T): T {
  if (typeof answer === 'object' && answer !== null && 'version' in answer) reply.header('etag', `"${String(answer.version)}"`)
  return answer
}

function sendFile(reply: FastifyReply, answer: unknown): FastifyReply {
  const stream = FileStream.safeParse(answer).data
  const { name, type, bytes } = stream ?? FileReply.parse(answer)
  const plain = name.replaceAll(/[^\w.-]/g, '_')
  reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
  if (stream) reply.header('content-length', stream.size)
  return reply
    .type(type)
    .send(bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Readable.from(bytes))
}

const TIMES = { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 }
const A_YEAR = 'max-age=31536000'

/** The listener, over TLS where there is a certificate. */
function newHttp({ trustedProxies, tls }: Transport, log: boolean): FastifyInstance {
  const options = {
    // what a command prints on stdout is its answer
    logger: log && { level: 'warn', stream: process.stderr },
    genReqId: () => crypto.randomUUID(),
    bodyLimit: 4 * 1_048_576,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  } as const
  const http = tls
    ? (fastify({ ...options, https: { ...TIMES, ...tls, minVersion: 'TLSv1.2' } }) as unknown as FastifyInstance)
    : fastify({ ...options, http: TIMES })
  http.addHook('onRequest', async (request, reply) => {
    if (isEncrypted(request)) reply.header('strict-transport-security', A_YEAR)
  })
  return http
}

export function newApp(deps: Deps, rooms: readonly RoomModule[], log = false): App {
  const http = newHttp(deps.transport, log)
  http.removeAllContentTypeParsers()
  http.addContentTypeParser(/^application\/json(; ?charset=utf-8)?$/i, { parseAs: 'buffer' }, async (_: FastifyRequest, body: Buffer) =>
    parseJson(body),
  )
  // a file is not read before somebody may hand it in (receive.ts)
  http.addContentTypeParser('application/octet-stream', async (_: FastifyRequest, body: IncomingMessage) => body)
  compressReplies(http)
  const outage = newOutageLog()
  http.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const { status, body } = answerTo(error)
    if (status === 503 || status === 507) outage(request.log, error)
    else if (status >= 500) request.log.error(error)
    return reply.code(status).send(body)
  })
  const app: App = { ...deps, http, endpoints: [], rooms, jobs: { defined: new Map(), queue: undefined }, refusals: refusalLog() }
  for (const { routes, jobs } of rooms) {
    routes?.(app)
    jobs?.(app)
  }
  const documentFor = async (request: FastifyRequest) => {
    if (!deps.transport.isDocumentPublic) await callerIn(app, { request, schema: app.schemaFor(request) })
    return openApiOf(app.endpoints)
  }
  http.get('/api/openapi.json', (request) => documentFor(request))
  return app
}
