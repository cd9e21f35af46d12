import { expect, test } from 'vitest'
import { holdsAny } from '#kernel/access.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { PLAIN } from '#platform/transport.ts'
import { SEAT_NAMES, type Seat, actorWith } from '../people.ts'
import { testServer } from '../server.ts'

const pathOf = (e: Endpoint) => e.path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000099')
/** Would end the sessions the others need. */
const isLogout = (e: Endpoint) => e.path === '/session/logout'

test('每个接口、每个角色：未登录 401，无权者 403，有权者不是 401 也不是 403，谁都不是 5xx', async () => {
  const { as, app } = await testServer()
  expect(app.endpoints.length).toBeGreaterThan(5)
  for (const e of app.endpoints) {
    const statusesFor = async (seat?: Seat) => {
      const { status } =
        e.method === 'get'
          ? await as(seat).get(pathOf(e))
          : e.body === 'bytes'
            ? await as(seat).upload(pathOf(e), Buffer.from('x'))
            : await as(seat).post(pathOf(e))
      expect(status, `${e.path} ${status}`).toBeLessThan(500)
      return status
    }
    if (e.action === 'public') continue
    expect(await statusesFor(), e.path).toBe(401)
    for (const seat of isLogout(e) ? [] : SEAT_NAMES) {
      const allowed = e.action === 'logged-in' || holdsAny(actorWith(seat), e.action)
      expect([401, 403].includes(await statusesFor(seat)), `${seat} ${e.path}`).toBe(!allowed)
    }
  }
})

test('OpenAPI 3.1 文档列出每个接口；不登录看不到，除非设置为公开', async () => {
  const { app, as } = await testServer()
  expect((await as(undefined).get('/openapi.json')).status).toBe(401)
  const reply = await as('handler').get('/openapi.json')
  const document = reply.json as { openapi: string; paths: Record<string, Record<string, object>> }
  expect(document.openapi).toBe('3.1.0')
  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  )
  const open = await testServer({ transport: { ...PLAIN, isDocumentPublic: true } })
  expect((await open.as(undefined).get('/openapi.json')).status).toBe(200)
  expect(listed.toSorted()).toEqual(app.endpoints.map((e) => `${e.method} ${e.path.replaceAll(/:(\w+)/g, '{$1}')}`).toSorted())
})

const login = (over: object) => ({ login: 'a', password: 'b', ...over })
test.each([
  ['不认识的字段', login({ a: 1 }), {}, 400],
  ['坏 JSON', '{x', {}, 400],
  ['坏 UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400],
  ['空字符', login({ password: 'a\0' }), {}, 400],
  ['半个字', String.raw`{"login":"\ud800","password":"x"}`, {}, 400],
  ['太深', '['.repeat(5000) + ']'.repeat(5000), {}, 400],
  ['纯文本', 'x', { 'content-type': 'text/plain' }, 415],
  ['GBK', '{}', { 'content-type': 'application/json; charset=gbk' }, 415],
  ['太大', JSON.stringify(login({ password: 'x'.repeat(5_000_000) })), {}, 413],
  ['别的网站', login({}), { 'sec-fetch-site': 'cross-site' }, 403],
  ['别的来源', login({}), { origin: 'http://elsewhere.invalid' }, 403],
] as const)('输入把关：%s', async (_, payload, headers, status) => {
  const { as } = await testServer()
  expect((await as(undefined).post('/session/login', payload, headers)).status).toBe(status)
})
