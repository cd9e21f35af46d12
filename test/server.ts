import { mountAll } from '../src/app/routes.ts'
import type { Actor } from '#kernel/access.ts'
import { schemaOf } from '#platform/db.ts'
import { type Caller, newApp } from '#platform/http.ts'
import { emptyDatabase } from './database.ts'
import { aProblemId, ownUnit } from './people.ts'

const problem = {
  number: '2026-01-001',
  title: '排口未封堵',
  unit_id: ownUnit,
  unit_name: '青禾街道',
  state: 'rectifying',
  open_measures: 0,
  due_on: '2026-12-01',
}

/** The real application on an empty database with one problem; today is 29 September 2026. */
export async function testServer({ schema = 'demo' } = {}) {
  const { owner, ...db } = await emptyDatabase()
  await owner.query('set search_path to demo')
  await owner.query(
    'insert into problem (id, number, title, unit_id, unit_name, state, open_measures, due_on) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [aProblemId, ...Object.values(problem)],
  )
  let caller: Caller | undefined
  const app = newApp({ db, now: () => new Date('2026-09-29T02:00:00Z'), callerOf: () => caller })
  mountAll(app)
  const send = async (actor: Actor | undefined, method: 'GET' | 'POST', path: string, payload?: unknown, headers = {}) => {
    caller = actor && { actor, schema: schemaOf(schema) }
    const raw = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload)
    const reply = await app.http.inject({
      method,
      url: `/api${path}`,
      headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(raw !== undefined && { payload: raw }),
    })
    return { status: reply.statusCode, json: reply.json<Record<string, unknown>>() }
  }
  const as = (actor: Actor | undefined) => ({
    get: (path: string) => send(actor, 'GET', path),
    post: (path: string, payload: unknown, headers = {}) => send(actor, 'POST', path, payload, headers),
  })
  return { as, owner, app, db }
}
