import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { secretBoxOf } from '#platform/database/secret-box.ts'
import { buildApp } from '../src/app/build-app.ts'
import type { LogInWays } from '#platform/identity/log-in-ways.ts'
import { PLAIN, type Transport } from '#platform/transport.ts'
import { district, emptyDatabase } from './database.ts'
import { type Seat, peopleTheDistrict } from './people.ts'

/** Of a key that everybody knows. */
export const testBox = secretBoxOf(Buffer.alloc(32, 7))

type Reply = {
  readonly status: number
  readonly json: Record<string, unknown>
  readonly headers: Record<string, unknown>
  readonly bytes: Buffer
}

type Options = { readonly on?: string; readonly transport?: Transport; readonly ways?: LogInWays }
/** The real application on an empty database with one person a role; the moment is 10 o'clock of `on` in Asia/Shanghai unless moved. */
export async function testServer({ on = '2026-11-23', transport = PLAIN, ways }: Options = {}) {
  const { owner, db } = await emptyDatabase()
  let now = new Date(`${on}T10:00:00+08:00`)
  const tokens = await peopleTheDistrict(db, now)
  /** How long answers would have been held back. */
  const pauses: number[] = []
  const pause = async (ms: number) => void pauses.push(ms)
  const files = mkdtempSync(join(inject('scratch'), 'files-'))
  const app = buildApp({
    db,
    clock: () => now,
    files,
    schema: district,
    setupCode: '1111-2222-3333',
    secretBox: testBox,
    transport,
    ways,
    pause,
  })
  const send = async (
    seat: Seat | undefined,
    method: 'GET' | 'POST',
    path: string,
    payload?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> => {
    const raw = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload)
    const reply = await app.http.inject({
      method,
      url: `/api${path}`,
      headers: {
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(seat && { cookie: `bihuan_session=${tokens[seat]}` }),
        ...headers,
      },
      ...(raw !== undefined && { payload: raw }),
    })
    const isJson = String(reply.headers['content-type']).includes('json')
    return {
      status: reply.statusCode,
      json: isJson ? reply.json<Record<string, unknown>>() : {},
      headers: reply.headers,
      bytes: reply.rawPayload,
    }
  }
  const as = (seat: Seat | undefined) => ({
    get: (path: string) => send(seat, 'GET', path),
    post: (path: string, payload: unknown = {}, headers: Record<string, string> = {}) => send(seat, 'POST', path, payload, headers),
    upload: (path: string, bytes: Buffer) => send(seat, 'POST', path, bytes, { 'content-type': 'application/octet-stream' }),
  })
  const moveClock = (to: string) => void (now = new Date(to))
  return { as, owner, app, db, files, tokens, moveClock, pauses }
}
