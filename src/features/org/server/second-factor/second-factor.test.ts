import { generateSync } from 'otplib'
import { beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#kernel/endpoint.ts'
import { secretBoxOf } from '#platform/database/secret-box.ts'
import { hashPassword } from '#platform/password.ts'
import { district } from '#test/database.ts'
import { oneHand, type Seat, personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { buildApp } from '../../../../app/build-app.ts'

const PASSWORD = 'Kx7-vbmq-wuzt'
let hash = ''
beforeAll(async () => {
  hash = await hashPassword(PASSWORD)
})
const AT = (time: string) => `2026-11-23T${time}+08:00`
const ROLES = ['system_admin', 'security_admin', 'audit_admin', 'verifier', 'leader', 'officer', 'complainant_reader']
const many = (count: number) => Array.from({ length: count }, (_, i) => i)

/** The place asks signatories, admins and readers for a second factor. */
async function place() {
  const server = await testServer()
  await server.owner.query('update district.account set password_hash = $1', [hash])
  let now = AT('10:00:00')
  const moveClock = (time: string) => server.moveClock((now = AT(time)))
  const codeOf = (secret: string, shift = 0) => generateSync({ secret, epoch: Date.parse(now) / 1000 + shift })
  const demand = async (value: readonly string[] = ROLES) =>
    expect((await server.as('security_admin').post('/org/security/second-factor.roles', { value }, { 'if-match': '"0"' })).status).toBe(200)
  const enter = async (login: string, app = server.app) => {
    let cookie = ''
    const send = async (method: 'GET' | 'POST', path: string, payload?: object) => {
      const reply = await app.http.inject({ method, url: `/api${path}`, headers: { cookie }, ...(payload && { payload }) })
      const set = reply.headers['set-cookie']
      if (set !== undefined) cookie = String(set).split(';')[0] ?? ''
      return { status: reply.statusCode, json: reply.json<Record<string, unknown>>() }
    }
    const entered = await send('POST', '/session/login', { login, password: PASSWORD })
    return {
      entered,
      get: (path: string) => send('GET', path),
      post: (path: string, body: object = {}) => send('POST', path, body),
      cookie: () => cookie,
    }
  }
  /** Sets up the second factor of somebody; answers what only they have. */
  const setUp = async (seat: Seat) => {
    const { json } = await server.as(seat).post('/session/second-factor/draft')
    const secret = String(json['secret'])
    const { status, json: done } = await server.as(seat).post('/session/second-factor', { code: codeOf(secret) })
    expect(status).toBe(200)
    return { secret, recovery: done['recoveryCodes'] as string[] }
  }
  return { ...server, moveClock, codeOf, demand, enter, setUp }
}

const pathOf = (e: Endpoint) => e.path.replaceAll(/:mark/g, '0123456789abcdef').replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000099')

test('角色要求两步验证而未启用：除启用、改密码、退出外，每个接口都是 403；启用后照常', async () => {
  const { app, as, demand, setUp } = await place()
  await demand()
  const open: string[] = []
  for (const e of app.endpoints.filter(({ action, path }) => action !== 'public' && path !== '/session/logout')) {
    const { status, json } =
      e.method === 'get'
        ? await as('leader').get(pathOf(e))
        : await as('leader').post(pathOf(e), {}, e.body && { 'content-type': 'application/octet-stream' })
    if (`${status} ${String(json['code'])}` !== '403 session.set-up-factor') open.push(`${e.method} ${e.path}`)
  }
  expect(open.toSorted()).toEqual([
    'get /session/password',
    'get /session/second-factor',
    'post /session/password',
    'post /session/second-factor',
    'post /session/second-factor/draft',
  ])
  expect((await as('handler').get('/session/me')).status).toBe(200)
  await setUp('leader')
  expect((await as('leader').get('/session/me')).status).toBe(200)
})

test('登录两步：密码之后只能输验证码；每个接口都是 403；验证码对了换一个会话编号', async () => {
  const { app, enter, setUp, codeOf, moveClock } = await place()
  const { secret } = await setUp('leader')
  moveClock('10:01:00')
  const { entered, get, post, cookie } = await enter('leader')
  expect(entered).toMatchObject({ status: 200, json: { next: 'code' } })
  expect((await get('/setup')).json).toMatchObject({ due: 'code' })
  const open: string[] = []
  for (const e of app.endpoints.filter(({ action, path }) => action !== 'public' && path !== '/session/logout')) {
    const { json } = e.method === 'get' ? await get(pathOf(e)) : await post(pathOf(e))
    if (json['code'] !== 'session.code') open.push(`${e.method} ${e.path}`)
  }
  expect(open).toEqual(['post /session/code'])
  const before = cookie()
  expect((await post('/session/code', { code: codeOf(secret) })).status).toBe(200)
  expect(cookie()).not.toBe(before)
  expect((await get('/session/me')).status).toBe(200)
  const old = await app.http.inject({ url: '/api/session/me', headers: { cookie: before } })
  expect(old.statusCode).toBe(401)
})

test('密码对了而 5 分钟内没有验证码：作废', async () => {
  const { enter, setUp, codeOf, moveClock } = await place()
  const { secret } = await setUp('leader')
  const { post } = await enter('leader')
  moveClock('10:05:00')
  expect((await post('/session/code', { code: codeOf(secret) })).json).toMatchObject({ code: 'session.code-late' })
})

test('只认本期和上一期；同一个码 100 次同时用，只一次算数，以后再不算数', async () => {
  const { as, setUp, codeOf, moveClock } = await place()
  const { secret } = await setUp('leader')
  moveClock('10:10:10')
  const prove = (code: string) => as('leader').post('/session/code', { code })
  for (const shift of [-60, 30, 60, -3600]) expect((await prove(codeOf(secret, shift))).status, String(shift)).toBe(422)
  expect((await prove(codeOf(secret, -30))).status).toBe(200)
  const code = codeOf(secret)
  const replies: number[] = []
  for (const _ of many(4)) replies.push(...(await Promise.all(many(5).map(async () => (await prove(code)).status))))
  expect(replies.filter((status) => status === 200)).toHaveLength(1)
  expect((await prove(code)).status).toBe(422)
})

test('重放 100 次，100 次拒绝；60 次同时猜只核对 5 次，其间验证码正确也不行；重启不忘；30 分钟后可用', async () => {
  const { as, setUp, codeOf, moveClock, pauses, db, files, enter, owner } = await place()
  const { secret } = await setUp('leader')
  moveClock('10:10:00')
  const prove = (code: string) => as('leader').post('/session/code', { code })
  const used = codeOf(secret)
  expect((await prove(used)).status).toBe(200)
  const again: number[] = []
  for (const _ of many(100)) {
    again.push((await prove(used)).status)
    await owner.query('delete from district.login_count') // else the lock refuses it, not the code
  }
  expect(again).toEqual(many(100).map(() => 422))
  pauses.length = 0
  const guesses = await Promise.all(many(60).map((i) => prove(String(100_000 + i))))
  expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([422]))
  expect(pauses.toSorted((a, b) => a - b)).toEqual([0, 0, 1000, 2000, 4000])
  moveClock('10:11:00')
  const locked = await prove(codeOf(secret))
  expect([locked.status, locked.json['message']]).toEqual([422, guesses[0]?.json['message']])
  const restarted = buildApp({
    db,
    clock: () => new Date(AT('10:12:00')),
    files,
    schema: district,
    secretBox: secretBoxOf(Buffer.alloc(32, 7)),
  })
  const { post } = await enter('leader', restarted)
  expect((await post('/session/code', { code: generateSync({ secret, epoch: Date.parse(AT('10:12:00')) / 1000 }) })).status).toBe(422)
  moveClock('10:40:00')
  expect((await prove(codeOf(secret))).status).toBe(200)
})

test('恢复码：十个，各用一次，同时用也只一次；用过记录在案，更换后旧的全部作废', async () => {
  const { as, setUp, enter, owner, codeOf, moveClock } = await place()
  const { secret, recovery } = await setUp('leader')
  expect(new Set(recovery)).toHaveLength(10)
  const [one = '', two = '', three = ''] = recovery
  const { post } = await enter('leader')
  expect(await post('/session/code', { code: ` ${one.toUpperCase().replaceAll('-', ' ')} ` })).toMatchObject({
    status: 200,
    json: { recoveryCodes: 9 },
  })
  const prove = (code: string) => as('leader').post('/session/code', { code })
  await owner.query('update district.session set ended_at = null, ended_why = null, ended_from = null')
  const both = await Promise.all(many(4).map(async () => (await prove(two)).status))
  expect(both.toSorted((a, b) => a - b)).toEqual([200, 422, 422, 422])
  expect((await prove(one)).status).toBe(422)
  const { rows } = await owner.query("select id from district.event where act = 'org.spend-recovery-code'")
  expect(rows).toHaveLength(2)
  moveClock('10:01:00')
  const renewed = await as('leader').post('/session/second-factor/recovery-codes', { code: codeOf(secret) })
  expect(renewed.json['recoveryCodes']).toHaveLength(10)
  expect((await prove(three)).status).toBe(422)
})

test('库里没有明文：密钥加密，恢复码只有散列，事件里都没有；挪到别人名下打不开', async () => {
  const { as, setUp, owner, codeOf, moveClock } = await place()
  const { secret, recovery } = await setUp('leader')
  const other = await setUp('officer')
  const dump = await owner.query<{ all: string }>(
    "select concat((select string_agg(f::text, '') from district.second_factor f), (select string_agg(c::text, '') from district.recovery_code c), (select string_agg(e::text, '') from district.event e)) as all",
  )
  const text = dump.rows[0]?.all ?? ''
  for (const plain of [secret, ...recovery, ...recovery.map((code) => code.replaceAll('-', ''))]) expect(text).not.toContain(plain)
  await owner.query(
    'update district.second_factor set secret = (select secret from district.second_factor where person_id = $1) where person_id = $2',
    [personOf('officer'), personOf('leader')],
  )
  moveClock('10:01:00')
  expect((await as('leader').post('/session/code', { code: codeOf(other.secret) })).status).toBe(422)
  expect((await as('officer').post('/session/code', { code: codeOf(other.secret) })).status).toBe(200)
})

test('启用前须先核对一个码；登录超过 15 分钟的不能启用；已启用的换手机须先再输一次码', async () => {
  const { as, owner, setUp, codeOf, moveClock } = await place()
  expect((await as('head').post('/session/second-factor', { code: '123456' })).json['code']).toBe('session.no-draft')
  await as('head').post('/session/second-factor/draft')
  expect((await as('head').post('/session/second-factor', { code: '123456' })).json['fields']).toMatchObject([{ field: 'code' }])
  expect((await as('head').get('/session/second-factor')).json).toMatchObject({ since: null, isNeeded: false })
  await owner.query('update district.session set proven_at = $1', [AT('09:44:59')])
  moveClock('10:00:06') // what is remembered of a session is five seconds old at most
  expect((await as('head').post('/session/second-factor/draft')).json['code']).toBe('session.log-in-again')
  await owner.query('update district.session set proven_at = $1', [AT('10:00:00')])
  moveClock('10:00:12')
  const { secret } = await setUp('head')
  moveClock('10:16:00')
  expect((await as('head').post('/session/second-factor/draft')).json['code']).toBe('session.code-again')
  expect((await as('head').post('/session/code', { code: codeOf(secret) })).status).toBe(200)
  expect((await as('head').post('/session/second-factor/draft')).status).toBe(200)
})

test('管理员重置：记录在案，各处登录结束，下次登录不再要码；本人停用须输码，角色要求的不能停用', async () => {
  const { as, setUp, enter, owner, demand, codeOf, moveClock } = await place()
  await oneHand(owner)
  const { secret } = await setUp('leader')
  const reset = `/org/people/${personOf('leader')}/second-factor/reset`
  for (const seat of ['officer', 'security_admin', 'audit_admin', 'leader'] as const)
    expect((await as(seat).post(reset)).status, seat).toBe(403)
  moveClock('10:01:00')
  expect((await as('leader').post('/session/second-factor/drop', { code: '000000' })).status).toBe(422)
  expect((await as('system_admin').post(reset)).status).toBe(200)
  expect((await as('leader').get('/session/me')).json['code']).toBe('session.ended-account')
  expect((await as('system_admin').post(reset)).json['code']).toBe('session.factor-off')
  const back = await enter('leader')
  expect(back.entered.json).toEqual({ next: null })
  const { rows } = await owner.query("select actor_id from district.event where act = 'org.reset-factor'")
  expect(rows).toEqual([{ actor_id: personOf('system_admin') }])
  const own = await setUp('head')
  moveClock('10:02:00')
  expect((await as('head').post('/session/second-factor/drop', { code: codeOf(own.secret) })).status).toBe(200)
  expect(secret).not.toBe(own.secret)
  await setUp('officer')
  await demand()
  moveClock('10:03:00')
  expect((await as('officer').post('/session/second-factor/drop', { code: '000000' })).json['code']).toBe('session.factor-needed')
})

test('查阅封存的举报人信息：启用了两步验证的，15 分钟内须输过码', async () => {
  const { as, setUp, codeOf, moveClock } = await place()
  const read = () =>
    as('complainant_reader').post('/matters/00000000-0000-4000-8000-000000000099/complainants/read', { reason: '核实举报情况' })
  expect((await read()).json['code']).toBe('complainant.none')
  const { secret } = await setUp('complainant_reader')
  expect((await read()).json['code']).toBe('complainant.none')
  moveClock('10:15:01')
  expect((await read()).json['code']).toBe('session.code-again')
  expect((await as('complainant_reader').post('/session/code', { code: codeOf(secret) })).status).toBe(200)
  expect((await read()).json['code']).toBe('complainant.none')
})
