import fastifyStatic from '@fastify/static'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Urls, embeddedUrls, openDatabases, schemaOf } from '#platform/db.ts'
import { startEmbedded } from '#platform/embedded.ts'
import { type Deps, newApp } from '#platform/http.ts'
import { createDatabase, migrate, withClient } from '#platform/migrate.ts'
import { mountAll } from './routes.ts'

export type Settings = {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly urls?: Urls
  readonly callerOf: Deps['callerOf']
  readonly demo?: boolean
}
export type Running = { readonly url: string; readonly stop: () => Promise<void> }

const WEB = fileURLToPath(new URL('../../dist/web/', import.meta.url))
const DEMO = new URL('../../db/demo/problems.sql', import.meta.url)
const JURISDICTIONS = ['demo'].map(schemaOf)

export async function startServer({ data, port, host, callerOf, demo = false, urls: given }: Settings): Promise<Running> {
  const own = given ? undefined : await startEmbedded(data)
  try {
    if (own) await createDatabase(own.socketDir)
    const urls = given ?? embeddedUrls(own?.socketDir ?? '')
    await migrate(urls.owner, JURISDICTIONS)
    if (demo) await withClient(urls.owner, (client) => client.query(`set search_path to demo; ${readFileSync(DEMO, 'utf8')}`))
    const db = openDatabases(urls, (error) => void process.stderr.write(`数据库连接断开：${error.message}\n`))
    const app = newApp({ db, now: () => new Date(), callerOf }, true)
    mountAll(app)
    serveWeb(app.http)
    const url = await app.http.listen({ port, host })
    return {
      url,
      stop: async () => {
        await app.http.close()
        await db.close()
        await own?.stop()
      },
    }
  } catch (error) {
    await own?.stop()
    throw error
  }
}

/** The built pages, from this process. Named files never change; index.html is always asked for again. */
function serveWeb(http: ReturnType<typeof newApp>['http']): void {
  if (!existsSync(WEB)) return
  http.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
    reply.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    )
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  http.register(fastifyStatic, {
    root: WEB,
    preCompressed: true,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.includes(join('web', 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  // A page address typed by hand gets the application; an unknown API address gets a 404.
  http.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && !request.url.startsWith('/api/')
      ? reply.header('cache-control', 'no-cache').sendFile('index.html')
      : reply.code(404).send({ code: 'request.unknown', message: '没有这个地址' }),
  )
}
