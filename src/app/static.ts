import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const WEB = fileURLToPath(new URL('../../dist/web/', import.meta.url))
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/** The built pages, from this process. Named files never change; index.html is always asked for again. */
export function serveWeb(http: FastifyInstance): void {
  http.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', POLICY) // a served file has a stricter one
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  if (!existsSync(WEB)) return
  http.register(fastifyStatic, {
    root: WEB,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.includes(join('web', 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  // A page address typed by hand gets the application; an unknown endpoint or file gets a 404.
  http.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && !/^\/(?:api|assets)\//.test(request.url)
      ? reply.header('cache-control', 'no-cache').sendFile('index.html')
      : reply.code(404).send({ code: 'request.unknown', message: '没有这个地址' }),
  )
}
