import type { Readable } from 'node:stream'
import { json as jsonOf } from 'node:stream/consumers'
import type { App } from '#platform/app.ts'

type Json = Record<string, unknown>
/** An endpoint's refusal, in its own words. */
export class EndpointRefusedError extends Error {}

/** Acts through the same endpoints as a browser, as whoever holds the session: one set of rules for screen, command line and demo. */
export type ApiClient = {
  readonly get: (path: string) => Promise<Json>
  readonly post: (path: string, body?: object, version?: number) => Promise<Json>
  readonly upload: (path: string, bytes: Uint8Array) => Promise<Json>
  readonly download: (path: string) => Promise<Uint8Array>
  /** The same while it comes, for what may be larger than memory. */
  readonly stream: (path: string) => Promise<Readable>
}

type Request = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string | Buffer }

/** What was refused can be mended by whoever asked; what broke cannot. */
const faultOf = (status: number, { message }: Json) =>
  status < 500 ? new EndpointRefusedError(String(message)) : new Error(String(message))

async function send(app: App, request: Request) {
  const reply = await app.http.inject(request)
  if (reply.statusCode !== 200) throw faultOf(reply.statusCode, reply.json<Json>())
  return reply
}

async function streamed(app: App, request: Request): Promise<Readable> {
  const reply = await app.http.inject({ ...request, payloadAsStream: true })
  if (reply.statusCode !== 200) throw faultOf(reply.statusCode, (await jsonOf(reply.stream())) as Json)
  return reply.stream()
}

/** What the record calls the browser. */
export const AGENT = { 'user-agent': 'bihuan command line' }
const JSON_TYPE = { ...AGENT, 'content-type': 'application/json' }
const post = (app: App, path: string, body: object, headers: Record<string, string> = {}) =>
  send(app, { method: 'POST', url: `/api${path}`, headers: { ...JSON_TYPE, ...headers }, payload: JSON.stringify(body) })

/** Before anybody can log in. */
export const anybody = (app: App) => ({ post: async (path: string, body: object) => (await post(app, path, body)).json<Json>() })

/** Whoever holds this session. */
export function clientOf(app: App, cookie: string): ApiClient {
  return {
    get: async (path) => (await send(app, { method: 'GET', url: `/api${path}`, headers: { ...AGENT, cookie } })).json<Json>(),
    post: async (path, body = {}, version?: number) =>
      (await post(app, path, body, { cookie, ...(version !== undefined && { 'if-match': `"${version}"` }) })).json<Json>(),
    upload: async (path, bytes) => {
      const headers = { ...AGENT, cookie, 'content-type': 'application/octet-stream' }
      return (await send(app, { method: 'POST', url: `/api${path}`, headers, payload: Buffer.from(bytes) })).json<Json>()
    },
    download: async (path) => (await send(app, { method: 'GET', url: `/api${path}`, headers: { ...AGENT, cookie } })).rawPayload,
    stream: (path) => streamed(app, { method: 'GET', url: `/api${path}`, headers: { ...AGENT, cookie } }),
  }
}

export async function signIn(app: App, login: string, password: string): Promise<ApiClient> {
  const reply = await post(app, '/session/login', { login, password })
  return clientOf(app, String(reply.headers['set-cookie'] ?? '').split(';')[0] ?? '')
}
