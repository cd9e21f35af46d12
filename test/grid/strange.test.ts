import { beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#kernel/endpoint.ts'
import { reportFigure } from '../proofs/figures.ts'
import { addressOf, bodyOf, keyOf } from './bodies.ts'
import { type Cell, SEATS, dueOf, send, sendWith } from './cells.ts'
import { MUST_CHANGE, type World, gridWorld } from './world.ts'

let world: World
beforeAll(async () => {
  world = await gridWorld()
})

const cellsOf = (e: Endpoint): Cell[] => SEATS.map((seat) => ({ e, seat, target: 'own' }))
/** Somebody who may. */
const allowed = (e: Endpoint): Cell | undefined => cellsOf(e).find((cell) => cell.seat !== MUST_CHANGE && dueOf(cell) === 'there')
/** What a sender would like to set: none of it is in any contract that a person fills in. */
const STRANGE = {
  closedBy: 'me',
  approvedBy: '00000000-0000-4000-8000-000000000010',
  orgId: 1,
  isAdmin: true,
  matter_id: 1,
  declared: 'closed',
}

/** All that is stored but the record of events, sessions and counters of log-ins, in one figure. */
async function stored({ owner }: World): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'district'
      and tablename not in ('event', 'event_seal', 'session', 'login_count') order by 1`,
  )
  const parts = rows.map(
    ({ name }) => `select '${name}' as t, (select md5(string_agg(md5(r::text), '' order by md5(r::text))) from ${name} r) as h`,
  )
  return JSON.stringify((await owner.query(parts.join(' union all '))).rows)
}

/** The body with one strange key more: at the top, and in each object inside. */
function* stranger(body: unknown): Generator {
  if (Array.isArray(body)) {
    for (const [i, each] of body.entries()) for (const changed of stranger(each)) yield body.with(i, changed)
    return
  }
  if (typeof body !== 'object' || body === null) return
  for (const [name, value] of Object.entries(STRANGE)) yield { ...body, [name]: value }
  for (const [name, value] of Object.entries(body)) for (const changed of stranger(value)) yield { ...body, [name]: changed }
}

test('多出来的字段：每个接口、每一层都不收，存着的一样没变', async () => {
  const before = await stored(world)
  const taken: string[] = []
  let tried = 0
  const note = (e: Endpoint, status: number, what: unknown) => {
    tried += 1
    if (status !== 400) taken.push(`${keyOf(e)} ${status} ${JSON.stringify(what).slice(0, 200)}`)
  }
  for (const e of world.app.endpoints) {
    const cell = allowed(e)
    if (!cell) throw new Error(`nobody may ${keyOf(e)}`)
    const ids = world.idsFor(cell.seat, 'own')
    if (e.method === 'get' || e.body === 'bytes') {
      note(e, (await send(world, cell, STRANGE)).status, STRANGE)
      continue
    }
    const as = world.send(cell.seat)
    for (const body of stranger(bodyOf(e, ids)))
      note(e, (await as.post(addressOf(e, ids), body, e.versioned ? { 'if-match': '"1"' } : {})).status, body)
  }
  expect.soft(taken).toEqual([])
  expect.soft(await stored(world)).toBe(before)
  reportFigure('mass-assignment', `${tried} 次，${taken.length} 个被收下`, taken.length === 0)
})

test('先看有没有权，再看内容对不对：没有权限的人送什么都一样是 401、403', async () => {
  const unexpected: string[] = []
  for (const e of world.app.endpoints)
    for (const cell of cellsOf(e)) {
      const due = dueOf(cell)
      if (due !== 'denied' && due !== 'not logged in' && due !== 'password first') continue
      const { status } = await sendWith(world, cell, world.idsFor(cell.seat, 'malformed'), STRANGE)
      if (status !== (due === 'not logged in' ? 401 : 403)) unexpected.push(`${cell.seat} ${keyOf(e)} ${status}`)
    }
  expect(unexpected).toEqual([])
})

const OTHERS = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'GET', 'POST'] as const
/** Whether an address, its names filled in, is one of an endpoint's. */
const isOf = (path: string) => (e: Endpoint) => new RegExp(`^${e.path.replaceAll(/:\w+/gu, '[^/]+')}$`, 'u').test(path)

test('没有声明的方法谁都用不了；HEAD 与 GET 一样把关；登记的地址都在表里', async () => {
  const { app, tokens, idsFor } = world
  const routes = [...app.http.printRoutes({ commonPrefix: false }).matchAll(/\(([A-Z, ]+)\)/gu)].flatMap(([, methods = '']) =>
    methods.split(', '),
  )
  expect(routes.filter((method) => method !== 'HEAD')).toHaveLength(app.endpoints.length + 1) // and the document of them
  const unexpected: string[] = []
  const statusOf = async (path: string, method: string, cookie: string | undefined) => {
    const headers = cookie ? { cookie: `bihuan_session=${cookie}` } : {}
    return (await app.http.inject({ method: method as 'GET', url: `/api${path}`, headers })).statusCode
  }
  for (const e of app.endpoints) {
    const path = addressOf(e, idsFor('officer', 'own'))
    const known = app.endpoints.filter(isOf(path.split('?')[0] ?? '')).map(({ method }) => method.toUpperCase())
    for (const cookie of [undefined, tokens.officer, tokens.handler, tokens.system_admin]) {
      const undeclared = OTHERS.filter((each) => !known.includes(each))
      const answers = await Promise.all(undeclared.map(async (method) => ({ method, status: await statusOf(path, method, cookie) })))
      unexpected.push(...answers.filter(({ status }) => status !== 404).map(({ method, status }) => `${method} ${path} ${status}`))
      if (e.method !== 'get') continue
      const [get, head] = [await statusOf(path, 'GET', cookie), await statusOf(path, 'HEAD', cookie)]
      if (get !== head) unexpected.push(`HEAD ${path} ${head}, GET ${get}`)
    }
  }
  expect(unexpected).toEqual([])
})
