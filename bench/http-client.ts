import type { Agent } from 'node:http'
import { agentOf, send } from './load.ts'

type Json = Record<string, unknown>
const JSON_TYPE = { 'content-type': 'application/json' }

/** Somebody at the server's endpoints, over a real connection. */
export type Hand = {
  readonly headers: Readonly<Record<string, string>>
  readonly get: (path: string) => Promise<Json>
  readonly post: (path: string, body?: object) => Promise<Json>
  readonly upload: (path: string, bytes: Buffer) => Promise<Json>
  readonly download: (path: string) => Promise<Buffer>
}

const parsed = async (reply: Promise<Buffer>) => JSON.parse((await reply).toString()) as Json

export function handOf(url: string, cookie: string, agent: Agent = agentOf(2)): Hand {
  const headers = cookie === '' ? {} : { cookie }
  return {
    headers,
    get: (path) => parsed(send(agent, url, { method: 'GET', path: `/api${path}`, headers })),
    post: (path, body = {}) =>
      parsed(send(agent, url, { method: 'POST', path: `/api${path}`, headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(body) })),
    upload: (path, bytes) =>
      parsed(
        send(agent, url, {
          method: 'POST',
          path: `/api${path}`,
          headers: { ...headers, 'content-type': 'application/octet-stream' },
          body: bytes,
        }),
      ),
    download: (path) => send(agent, url, { method: 'GET', path: `/api${path}`, headers }),
  }
}

export async function logIn(url: string, login: string, password: string): Promise<Hand> {
  const reply = await fetch(`${url}/api/session/login`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ login, password }) })
  if (!reply.ok) throw new Error(`log-in of ${login}: ${reply.status} ${await reply.text()}`)
  await reply.arrayBuffer()
  return handOf(url, reply.headers.get('set-cookie')?.split(';')[0] ?? '')
}
