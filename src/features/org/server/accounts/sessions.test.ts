import { beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#platform/password.ts'
import { oneHand, personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'

const PASSWORD = 'Kx7-vbmq-wuzt'
let hash = ''
beforeAll(async () => {
  hash = await hashPassword(PASSWORD)
})
const AT = (time: string) => `2026-11-23T${time}+08:00`
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** Somebody may log in from several browsers, each with its own cookie. */
async function browsers() {
  const server = await testServer({ transport: { trustedProxies: ['127.0.0.1'], needsTls: false } })
  await server.owner.query('update district.account set password_hash = $1', [hash])
  await server.owner.query('delete from district.session where person_id = $1', [personOf('head')])
  const browser = async (from: string, login = 'head') => {
    const headers = { 'x-forwarded-for': from, 'user-agent': FIREFOX }
    const entered = await server.as(undefined).post('/session/login', { login, password: PASSWORD }, headers)
    expect(entered.status).toBe(200)
    const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
    const send = (method: 'GET' | 'POST', path: string, payload?: object, more: object = {}) =>
      server.app.http.inject({ method, url: `/api${path}`, headers: { ...headers, cookie, ...more }, ...(payload && { payload }) })
    return {
      get: (path: string, more: object = {}) => send('GET', path, undefined, more),
      post: (path: string) => send('POST', path, {}),
      status: async (more: object = {}) => (await send('GET', '/session/me', undefined, more)).statusCode,
    }
  }
  const set = async (key: string, value: unknown) =>
    expect((await server.as('security_admin').post(`/org/security/${key}`, { value }, { 'if-match': '"0"' })).status).toBe(200)
  return { ...server, browser, set }
}

test('15 分钟没有操作：不再认，并说明原因；其间每次操作都重新计时', async () => {
  const { browser, moveClock } = await browsers()
  const one = await browser('10.0.0.1')
  for (const time of ['10:14:00', '10:28:00', '10:42:59']) {
    moveClock(AT(time))
    expect(await one.status(), time).toBe(200)
  }
  moveClock(AT('10:58:00'))
  const late = await one.get('/session/me')
  expect([late.statusCode, late.json()]).toEqual([401, { code: 'session.idle', message: '已有 15 分钟没有操作，请重新登录' }])
  expect((await one.get('/setup')).json()).toMatchObject({ hasSession: true, due: null, ended: '已有 15 分钟没有操作，请重新登录' })
})

test('页面自己的定时请求不算操作：一直开着也会到时退出', async () => {
  const { browser, moveClock } = await browsers()
  const one = await browser('10.0.0.1')
  for (let minute = 1; minute < 15; minute++) {
    moveClock(AT(`10:${String(minute).padStart(2, '0')}:00`))
    expect(await one.status({ 'bihuan-unattended': '1' })).toBe(200)
  }
  moveClock(AT('10:15:00'))
  expect(await one.status({ 'bihuan-unattended': '1' })).toBe(401)
})

test('一次登录最长 8 小时，一直有操作也不延长；两项都是设置，只在范围之内', async () => {
  const { browser, moveClock, as, set } = await browsers()
  await set('session.idle-minutes', 30)
  const one = await browser('10.0.0.1')
  for (let minutes = 25; minutes < 480; minutes += 25) {
    moveClock(new Date(Date.parse(AT('10:00:00')) + minutes * 60_000).toISOString())
    expect(await one.status(), String(minutes)).toBe(200)
  }
  moveClock(AT('18:00:00'))
  expect((await one.get('/session/me')).json()).toMatchObject({ code: 'session.over' })
  const beyond = { 'session.longest-hours': [0, 13], 'account.unused-days': [29, 181], 'session.idle-minutes': [4, 31] }
  for (const [key, values] of Object.entries(beyond))
    for (const value of values) {
      const headers = { 'if-match': key === 'session.idle-minutes' ? '"1"' : '"0"' }
      expect((await as('security_admin').post(`/org/security/${key}`, { value }, headers)).status, `${key} ${value}`).toBe(400)
    }
})

test('同一账号只在一处：新的登录立即结束原来的，原来的页面说明何时、从何处登录', async () => {
  const { browser, moveClock } = await browsers()
  const one = await browser('10.0.0.1')
  moveClock(AT('10:05:00'))
  const two = await browser('10.0.0.2')
  const ended = await one.get('/session/me')
  expect([ended.statusCode, ended.json()]).toEqual([
    401,
    {
      code: 'session.elsewhere',
      message: '此账号已于 2026-11-23 10:05 在另一处登录（来自 10.0.0.2），这里的登录已结束。如非本人，请立即修改密码并告知系统管理员',
    },
  ])
  expect(await two.status()).toBe(200)
})

test('20 次同时登录，只留一处', async () => {
  const { browser } = await browsers()
  const all = await Promise.all(Array.from({ length: 20 }, (_, i) => browser(`10.0.1.${i}`)))
  const statuses = await Promise.all(all.map((each) => each.status()))
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
})

test('设为可以多处：互不结束；本人看到自己的各处登录，可结束任何一处，看不到也结束不了别人的', async () => {
  const { browser, set, owner } = await browsers()
  await set('session.at-once', 'many')
  const [one, two, other] = [await browser('10.0.0.1'), await browser('10.0.0.2'), await browser('10.0.0.9', 'leader')]
  type Line = { mark: string; address: string; agent: string; isOwn: boolean }
  const listed = async (who: typeof one) => (await who.get('/session/list')).json<{ sessions: Line[] }>().sessions
  const lines = await listed(one)
  expect(lines.map(({ address, agent, isOwn }) => `${address} ${agent} ${isOwn}`).toSorted()).toEqual([
    `10.0.0.1 ${FIREFOX} true`,
    `10.0.0.2 ${FIREFOX} false`,
  ])
  const mark = lines.find(({ isOwn }) => !isOwn)?.mark ?? ''
  expect((await other.post(`/session/list/${mark}/end`)).statusCode).toBe(404)
  expect(await two.status()).toBe(200)
  expect((await one.post(`/session/list/${mark}/end`)).statusCode).toBe(200)
  expect((await two.get('/session/me')).json()).toMatchObject({ code: 'session.ended-own' })
  expect(await listed(one)).toHaveLength(1)
  expect((await one.post(`/session/list/${mark}/end`)).statusCode).toBe(404)
  const { rows } = await owner.query("select subject from district.event where act = 'org.end-session'")
  expect(rows).toEqual([{ subject: personOf('head') }])
})

test('管理员结束他人的登录：记录在案，对方看到原因；别人没有这个权限', async () => {
  const { browser, as, owner } = await browsers()
  const one = await browser('10.0.0.1')
  const path = `/org/people/${personOf('head')}/sessions`
  for (const seat of ['officer', 'security_admin', 'audit_admin', 'head', 'leader'] as const) {
    expect((await as(seat).post(`${path}/end`)).status, seat).toBe(seat === 'head' ? 401 : 403)
    expect((await as(seat).get(path)).status, seat).toBe(seat === 'head' ? 401 : 403)
  }
  expect((await as('system_admin').get(path)).json['sessions']).toMatchObject([{ address: '10.0.0.1' }])
  expect((await as('system_admin').post(`${path}/end`)).status).toBe(200)
  expect((await one.get('/session/me')).json()).toMatchObject({ code: 'session.ended-admin' })
  const { rows } = await owner.query("select actor_id, subject from district.event where act = 'org.end-session'")
  expect(rows).toEqual([{ actor_id: personOf('system_admin'), subject: personOf('head') }])
})

test('退出：服务器上的会话没了，浏览器被要求清掉缓存', async () => {
  const { browser } = await browsers()
  const one = await browser('10.0.0.1')
  const left = await one.post('/session/logout')
  expect([left.statusCode, left.headers['clear-site-data']]).toEqual([200, '"cache"'])
  expect((await one.get('/session/me')).json()).toMatchObject({ code: 'access.unknown' })
})

test('登录不作废已读入内存的设置和名册；改了账号才作废', async () => {
  const { browser, db, owner, as } = await browsers()
  await oneHand(owner)
  const versionNow = async () => {
    const { rows } = await owner.query<{ version: string }>("select version from shared.place_version where place = 'district'")
    return rows[0]?.version
  }
  const [version, { changes }] = [await versionNow(), db.cache]
  await browser('10.0.0.1')
  expect([await versionNow(), db.cache.changes]).toEqual([version, changes])
  await browser('10.0.0.2') // ends the other: who holds it is forgotten, the rest is not
  expect(await versionNow()).toBe(version)
  expect(db.cache.changes).toBe(changes + 1)
  expect((await as('system_admin').post(`/org/people/${personOf('head')}/account/reset`)).status).toBe(200)
  expect(await versionNow()).not.toBe(version)
})
