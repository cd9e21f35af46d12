import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { type Served, ask, bihuan, endLeftOver, serve } from './installation.ts'

const ROWS = 600
const KILLS = 20
const PASSWORD = 'a-Passw0rd-1'
const data = join(mkdtempSync(join(tmpdir(), 'bihuan-kill-')), 'data')
afterAll(async () => {
  endLeftOver(data)
  await sleep(300)
  rmSync(join(data, '..'), { recursive: true, force: true })
})

type Json = Record<string, unknown>
type Session = { readonly cookie: string }

async function post(url: string, path: string, session: Session | undefined, body: object | Buffer = {}) {
  const bytes = Buffer.isBuffer(body)
  const reply = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': bytes ? 'application/octet-stream' : 'application/json', ...session },
    body: bytes ? new Uint8Array(body) : JSON.stringify(body),
  })
  return { status: reply.status, json: (await reply.json()) as Json, cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

async function logIn(url: string, login: string, password = PASSWORD): Promise<Session> {
  const { status, cookie } = await post(url, '/session/login', undefined, { login, password })
  expect(status).toBe(200)
  return { cookie }
}

/** The first people, and a second officer. */
async function setUp({ url, setupCode }: Served): Promise<readonly [Session, Session]> {
  const person = (login: string, name: string) => ({ login, name, password: PASSWORD })
  const form = {
    code: setupCode,
    jurisdiction: '样例区',
    officeName: '区整改专班',
    admin: person('admin', '系统管理员'),
    officer: person('officer', '专班成员甲'),
  }
  expect((await post(url, '/setup', undefined, form)).status).toBe(200)
  const admin = await logIn(url, 'admin')
  const officer = await logIn(url, 'officer')
  const [{ id: unitId } = { id: '' }] = await ask<{ id: string }>(data, "select id from unit where kind = 'task_force'")
  const { json } = await post(url, '/org/people', officer, { name: '专班成员乙', post: null, phone: null, unitId })
  const other = `/org/people/${String(json['id'])}`
  expect((await post(url, `${other}/duties`, admin, { unitId, role: 'officer', from: '2020-01-01', to: null })).status).toBe(200)
  const first = (await post(url, `${other}/account`, admin, { login: 'officer2' })).json['password']
  await post(url, '/session/password', await logIn(url, 'officer2', String(first)), { old: first, new: PASSWORD })
  return [officer, await logIn(url, 'officer2')]
}

const HEAD = '问题编号,反馈问题,整改措施,牵头单位,整改时限'
const row = (n: number, i: number) => `K${n}-${i},第${n}批第${i}号堆场扬尘未覆盖,完成覆盖,区整改专班,2027年6月30日前`
const sheet = (n: number) => Buffer.from(`\uFEFF${[HEAD, ...Array.from({ length: ROWS }, (_, i) => row(n, i + 1))].join('\n')}`)

/** Hands a file in and chooses its source; it waits for its confirmation. */
async function handIn(url: string, officer: Session, n: number): Promise<string> {
  const { json } = await post(url, `/intake?name=${encodeURIComponent(`第${n}批.csv`)}`, officer, sheet(n))
  const [source] = await ask<{ id: string }>(data, 'select id from source')
  expect((await post(url, `/intake/${String(json['id'])}/choices`, officer, { sourceId: source?.id })).status).toBe(200)
  return String(json['id'])
}

/** Everything an import leaves in the database, counted. */
const left = async (intake: string) =>
  (
    await ask<Record<string, number | string>>(
      data,
      `with of as (select matter_id as id from problem where intake_id = $1)
      select i.state, (i.receipt is not null)::int as receipts, (select count(*)::int from of) as problems,
        (select count(*)::int from matter m join of on of.id = m.id) as matters,
        (select count(*)::int from intake_row r where r.intake_id = i.id) as rows,
        (select count(*)::int from matter_number n join of on of.id = n.matter_id) as numbers,
        (select count(*)::int from responsibility r join of on of.id = r.matter_id) as holders,
        (select count(*)::int from measure e join of on of.id = e.problem_id) as measures,
        (select count(*)::int from event e join of on of.id = e.subject) as events,
        (select count(*)::int from event e where e.subject = i.id and e.act = 'intake.commit') as commits
      from intake i where i.id = $1`,
      [intake],
    )
  )[0]

const ALL = {
  state: 'committed',
  receipts: 1,
  problems: ROWS,
  matters: ROWS,
  rows: ROWS,
  numbers: 2 * ROWS,
  holders: ROWS,
  measures: ROWS,
  events: ROWS,
  commits: 1,
}
const NOTHING = { ...Object.fromEntries(Object.keys(ALL).map((key) => [key, 0])), state: 'open' }
const outcomeOf = (found: object | undefined) =>
  (['all', 'none'] as const).find((outcome) => JSON.stringify(outcome === 'all' ? ALL : NOTHING) === JSON.stringify(found)) ?? found

test('导入途中 kill -9，二十次：要么全部行都在，要么一行也没有；最后核对一致', { timeout: 400_000 }, async () => {
  let server = await serve(data, { first: true })
  const [officer, second] = await setUp(server)
  // Two officers confirm the same file at the same moment: it is imported once.
  let file = await handIn(server.url, officer, 0)
  const began = performance.now()
  const both = await Promise.all([officer, second].map((one) => post(server.url, `/intake/${file}/commit`, one)))
  const takes = performance.now() - began
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(both.find(({ status }) => status === 200)?.json).toEqual({ read: ROWS, added: ROWS, updated: 0, unchanged: 0, refused: 0 })
  expect(await left(file)).toEqual(ALL)

  const outcomes: unknown[] = ['all']
  for (let n = 1; n <= KILLS; n += 1) {
    if (outcomes.at(-1) === 'all') file = await handIn(server.url, officer, n)
    const answer = post(server.url, `/intake/${file}/commit`, officer).catch(() => undefined)
    await sleep((takes * 1.1 * (n - Math.random())) / KILLS) // one moment in each twentieth of the time it takes
    await server.kill(n % 2 === 0)
    await answer
    server = await serve(data)
    outcomes.push(outcomeOf(await left(file)))
  }
  expect(outcomes.filter((outcome) => outcome !== 'all' && outcome !== 'none')).toEqual([])
  expect(outcomes).toContain('none')

  await server.stop()
  const clean = await bihuan('verify', '--data', data)
  expect(clean.printed).toContain('核对一致')
  expect(clean.code).toBe(0)

  // Would half an import be noticed? One row taken away by hand is.
  server = await serve(data)
  await ask(
    data,
    'delete from measure where id = (select e.id from measure e join problem p on p.matter_id = e.problem_id where p.intake_id is not null limit 1)',
  )
  const found = await Promise.all(
    (await ask<{ id: string }>(data, "select id from intake where state = 'committed'")).map(({ id }) => left(id)),
  )
  expect(found.map(outcomeOf).filter((outcome) => outcome !== 'all')).toHaveLength(1)
  await server.stop()
})
