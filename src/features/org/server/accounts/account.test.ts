import { expect, test } from 'vitest'
import { emptyDatabase } from '#test/database.ts'
import { oneHand, personOf, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'

const GOOD = 'Kx7-vbmq-wuzt'

async function withNewcomer() {
  const server = await testServer()
  await oneHand(server.owner)
  const admin = server.as('system_admin')
  const { json } = await admin.post('/org/people', { name: '承办人丁', post: null, phone: null, unitId: rootUnit })
  const id = String(json['id'])
  const path = `/org/people/${id}/account`
  const login = async (name: string, password: string) => {
    const reply = await server.as(undefined).post('/session/login', { login: name, password })
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? ''
    const get = (address: string) => server.app.http.inject({ method: 'GET', url: `/api${address}`, headers: { cookie } })
    const post = (address: string, payload: object) =>
      server.app.http.inject({ method: 'POST', url: `/api${address}`, headers: { cookie }, payload })
    return { ...reply, get, post }
  }
  return { ...server, admin, id, path, login }
}

test('开通账号：初始密码只出现一次，改密之前除改密外什么也不能做', async () => {
  const { admin, as, id, path, login, owner } = await withNewcomer()
  await as('security_admin').post(`/org/people/${id}/duties`, { unitId: rootUnit, role: 'officer', from: '2026-11-01', to: null })
  const opened = await admin.post(path, { login: ' Cheng.Ban ' })
  expect(opened.json).toMatchObject({ login: 'cheng.ban', password: expect.stringMatching(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/) as string })
  const password = String(opened.json['password'])
  const session = await login('cheng.ban', password)
  expect(session.status).toBe(200)
  expect((await session.get('/org/units')).statusCode).toBe(403)
  expect((await session.get('/session/me')).json()).toMatchObject({ code: 'session.change-password' })
  expect((await session.post('/session/password', { old: password, new: GOOD })).statusCode).toBe(200)
  expect((await session.get('/org/units')).statusCode).toBe(200)
  const { rows } = await owner.query('select changes::text as text from event')
  for (const { text } of rows as { text: string }[]) {
    expect(text).not.toContain(password)
    expect(text).not.toContain('argon2')
  }
})

test('重置密码：旧密码和旧会话立即失效', async () => {
  const { admin, path, login } = await withNewcomer()
  const first = String((await admin.post(path, { login: 'ding' })).json['password'])
  const session = await login('ding', first)
  const second = String((await admin.post(`${path}/reset`)).json['password'])
  expect((await session.get('/session/me')).statusCode).toBe(401)
  expect((await login('ding', first)).status).toBe(401)
  expect((await login('ding', second)).status).toBe(200)
})

test('停用账号：会话立即结束，不能登录；启用后恢复', async () => {
  const { admin, path, login } = await withNewcomer()
  const password = String((await admin.post(path, { login: 'ding' })).json['password'])
  const session = await login('ding', password)
  expect((await session.post('/session/password', { old: password, new: GOOD })).statusCode).toBe(200)
  expect((await admin.post(`${path}/switch`, { enabled: false })).status).toBe(200)
  expect((await session.get('/session/me')).statusCode).toBe(401)
  expect((await login('ding', GOOD)).status).toBe(401)
  await admin.post(`${path}/switch`, { enabled: true })
  expect((await login('ding', GOOD)).status).toBe(200)
})

test('登录名不能重复，一人一号，没有账号不能重置', async () => {
  const { admin, path } = await withNewcomer()
  expect((await admin.post(`${path}/reset`)).json['code']).toBe('org.account-missing')
  expect((await admin.post(path, { login: 'officer' })).json['message']).toBe('登录名 officer 已被使用')
  await admin.post(path, { login: 'ding' })
  expect((await admin.post(path, { login: 'ding2' })).json['code']).toBe('org.account-exists')
  for (const login of ['x', '中文', '.dot', 'a b']) expect((await admin.post(path, { login })).status, login).toBe(400)
})

test('账号情况只给管账号的人看', async () => {
  const { admin, as } = await withNewcomer()
  const path = `/org/people/${personOf('head')}`
  expect((await admin.get(path)).json['account']).toEqual({
    login: 'head',
    way: 'local',
    mustChange: false,
    isDisabled: false,
    hasFactor: false,
    lockedUntil: null,
  })
  expect((await as('officer').get(path)).json).not.toHaveProperty('account')
  const [row] = (await as('officer').get('/org/people')).json['rows'] as object[]
  expect(row).not.toHaveProperty('account')
})

const person = (name: string, login: string) => ({ name, login, password: GOOD })
test('初始设置：两人、两个登录名，专班不与行政区同名；做完即关闭', async () => {
  const { as } = await testServer()
  await emptyDatabase()
  const visitor = as(undefined)
  const setup = {
    code: '1111-2222-3333',
    jurisdiction: '样例区',
    officeName: '区整改专班',
    admin: person('管理员甲', 'admin'),
    officer: person('专班成员甲', 'officer'),
  }
  expect((await visitor.get('/setup')).json).toEqual({
    needed: true,
    jurisdiction: null,
    hasSession: false,
    hasUnified: false,
    due: null,
    ended: null,
  })
  const bad: readonly [object, string][] = [
    [{ officer: person('专班成员甲', 'admin') }, '两人的登录名不能相同'],
    [{ officer: person('管理员甲', 'officer') }, '系统管理员与专班成员须由两人分别担任'],
    [{ officeName: '样例区' }, '专班名称不能与行政区相同'],
  ]
  for (const [over, message] of bad) {
    const reply = await visitor.post('/setup', { ...setup, ...over })
    expect([reply.status, reply.json['message']]).toEqual([400, message])
  }
  expect((await visitor.post('/setup', { ...setup, code: '0000-0000-0000' })).status).toBe(403)
  expect((await visitor.post('/setup', setup)).status).toBe(200)
  expect((await visitor.get('/setup')).json).toEqual({
    needed: false,
    jurisdiction: '样例区',
    hasSession: false,
    hasUnified: false,
    due: null,
    ended: null,
  })
  expect((await visitor.post('/setup', setup)).json['code']).toBe('setup.done')
  expect((await visitor.post('/session/login', { login: 'admin', password: GOOD })).status).toBe(200)
})
