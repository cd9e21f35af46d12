import type { App } from '#platform/http.ts'

export const DEMO_PASSWORD = 'bihuan-demo'
type Json = Record<string, unknown>

/** Acts through the same endpoints as a browser, as whoever is logged in. A refusal ends the making of the demo. */
export type Person = {
  readonly get: (path: string) => Promise<Json>
  readonly post: (path: string, body?: object, version?: number) => Promise<Json>
  readonly upload: (path: string, bytes: Uint8Array) => Promise<Json>
}

async function send(
  app: App,
  options: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string | Buffer },
) {
  const reply = await app.http.inject(options)
  const json = reply.json<Json>()
  if (reply.statusCode !== 200) throw new Error(`演示数据没有做成：${options.url}：${String(json['message'])}`)
  return { json, cookie: String(reply.headers['set-cookie'] ?? '').split(';')[0] ?? '' }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const post = (app: App, path: string, body: object, headers: Record<string, string> = {}) =>
  send(app, { method: 'POST', url: `/api${path}`, headers: { ...JSON_TYPE, ...headers }, payload: JSON.stringify(body) })

/** Before anybody can log in. */
export const anybody = (app: App) => ({ post: async (path: string, body: object) => (await post(app, path, body)).json })

export async function logIn(app: App, login: string, password = DEMO_PASSWORD): Promise<Person> {
  const { cookie } = await post(app, '/session/login', { login, password })
  return {
    get: async (path) => (await send(app, { method: 'GET', url: `/api${path}`, headers: { cookie } })).json,
    post: async (path, body = {}, version?: number) =>
      (await post(app, path, body, { cookie, ...(version !== undefined && { 'if-match': `"${version}"` }) })).json,
    upload: async (path, bytes) => {
      const headers = { cookie, 'content-type': 'application/octet-stream' }
      return (await send(app, { method: 'POST', url: `/api${path}`, headers, payload: Buffer.from(bytes) })).json
    },
  }
}
