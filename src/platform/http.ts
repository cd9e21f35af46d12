import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Actor, holdsAny } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { REFUSALS } from '#kernel/refusals.ts'
import { type Committer, committer } from './commit.ts'
import { type Databases, type ReadDb, type Schema, read } from './db.ts'
import { BadInput, isPlain, parseJson } from './input.ts'
import { openApiOf } from './openapi.ts'
import { Refused } from './refused.ts'

/** Who asks, where and when; the session (or a test) answers. Undefined means nobody is logged in. */
export type Caller = { readonly actor: Actor; readonly schema: Schema }
export type Deps = { readonly db: Databases; readonly now: () => Date; readonly callerOf: (request: FastifyRequest) => Caller | undefined }
export type App = Deps & { readonly http: FastifyInstance; readonly endpoints: Endpoint[] }
type Asked = { readonly actor: Actor; readonly today: Day }

const dayIn = (now: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now) as Day

/** A get reads: one snapshot on the read-only role. */
export const onRead = <P extends z.ZodType, I extends z.ZodType, R extends z.ZodType>(
  app: App,
  e: Endpoint<P, I, R, 'get'>,
  handle: (asked: Asked & { db: ReadDb }, params: z.output<P>, input: z.output<I>) => Promise<z.input<R>>,
) => on(app, e, (asked, schema, params, input) => read(app.db, schema, (db) => handle({ ...asked, db }, params, input)))

/** A post writes, and only through commit(). */
export const onWrite = <P extends z.ZodType, I extends z.ZodType, R extends z.ZodType>(
  app: App,
  e: Endpoint<P, I, R, 'post'>,
  handle: (asked: Asked & { commit: Committer }, params: z.output<P>, input: z.output<I>) => Promise<z.input<R>>,
) => on(app, e, (asked, schema, params, input) => handle({ ...asked, commit: committer(app.db, schema, app.now) }, params, input))

/** Permission first, then what came in, then the work, then what goes out. */
function on<P extends z.ZodType, I extends z.ZodType, R extends z.ZodType>(
  app: App,
  e: Endpoint<P, I, R>,
  handle: (asked: Asked, schema: Schema, params: z.output<P>, input: z.output<I>) => Promise<z.input<R>>,
) {
  app.endpoints.push(e)
  app.http.route({
    method: e.method,
    url: `/api${e.path}`,
    handler: async (request) => {
      const caller = app.callerOf(request)
      if (!caller) throw new Refused({ code: 'access.unknown' })
      if (!holdsAny(caller.actor, e.action)) throw new Refused({ code: 'access.denied' })
      const input = checked(e.input, e.method === 'get' ? request.query : request.body)
      const asked = { actor: caller.actor, today: dayIn(app.now()) }
      return e.reply.parse(await handle(asked, caller.schema, checked(e.params, request.params), input))
    },
  })
}

function checked<T extends z.ZodType>(shape: T, raw: unknown): z.output<T> {
  if (!isPlain(raw)) throw new BadInput()
  const result = shape.safeParse(raw)
  if (!result.success) throw new BadInput(result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })))
  return result.data
}

export function newApp(deps: Deps, log = false): App {
  const http = fastify({
    logger: log && { level: 'warn' },
    bodyLimit: 1_048_576,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    http: { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 },
  })
  http.removeAllContentTypeParsers()
  http.addContentTypeParser(/^application\/json(; ?charset=utf-8)?$/i, { parseAs: 'buffer' }, async (_: FastifyRequest, body: Buffer) =>
    parseJson(body),
  )
  http.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const { status, body } = answerTo(error)
    if (status === 500) request.log.error(error)
    return reply.code(status).send(body)
  })
  const app: App = { ...deps, http, endpoints: [] }
  http.get('/api/openapi.json', () => openApiOf(app.endpoints))
  return app
}

function answerTo(error: Error & { statusCode?: number }): { status: number; body: object } {
  if (error instanceof Refused) {
    const { code, detail } = error.refusal
    const message = REFUSALS[code].say.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(detail?.[key] ?? ''))
    return { status: REFUSALS[code].status, body: { code, message } }
  }
  if (error instanceof BadInput)
    return { status: 400, body: { code: 'input.invalid', message: error.fields[0]?.message ?? '请求内容不符合要求', fields: error.fields } }
  const status = error.statusCode ?? 500
  return status < 500
    ? { status, body: { code: 'request.bad', message: '请求格式不正确' } }
    : { status: 500, body: { code: 'internal', message: '系统出错，已记录' } }
}
