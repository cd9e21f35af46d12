import { expect, test } from 'vitest'
import { GRANTS, type Role, holdsAny } from '#kernel/access.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { actorWith } from './people.ts'
import { testServer } from './server.ts'

const ROLES = [...new Set(Object.values(GRANTS).flatMap((grant) => Object.keys(grant)))] as Role[]
const pathOf = (e: Endpoint) => e.path.replaceAll(/:\w+/g, '99999999-9999-4999-8999-999999999999')

test('每个接口、每个角色：无权者 403，未登录 401，有权者不是 403', async () => {
  const { as, app } = await testServer()
  expect(app.endpoints.length).toBeGreaterThan(1)
  for (const e of app.endpoints) {
    const ask = async (actor?: ReturnType<typeof actorWith>) =>
      e.method === 'get' ? as(actor).get(pathOf(e)) : as(actor).post(pathOf(e), {})
    expect((await ask()).status, e.path).toBe(401)
    for (const role of ROLES) {
      const { status } = await ask(actorWith(role))
      expect(status === 403, `${role} ${e.path} ${status}`).toBe(!holdsAny(actorWith(role), e.action))
    }
  }
})

test('OpenAPI 3.1 文档列出每个接口', async () => {
  const { app } = await testServer()
  const document = (await app.http.inject('/api/openapi.json')).json<{
    openapi: string
    paths: Record<string, Record<string, { responses: object }>>
  }>()
  expect(document.openapi).toBe('3.1.0')
  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  )
  expect(listed).toEqual(app.endpoints.map((e) => `${e.method} ${e.path.replaceAll(/:(\w+)/g, '{$1}')}`))
})

test.each([
  ['不认识的字段', { a: 1 }, {}, 400],
  ['坏 JSON', '{x', {}, 400],
  ['坏 UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400],
  ['空字符', { summary: 'a\0'.repeat(20), evidence: [] }, {}, 400],
  ['半个字', String.raw`{"summary":"\ud800","evidence":[]}`, {}, 400],
  ['纯文本', 'x', { 'content-type': 'text/plain' }, 415],
  ['GBK', '{}', { 'content-type': 'application/json; charset=gbk' }, 415],
] as const)('输入把关：%s', async (_, payload, headers, status) => {
  const { as } = await testServer()
  expect((await as(actorWith('handler')).post('/problems/99999999-9999-4999-8999-999999999999/closeout', payload, headers)).status).toBe(
    status,
  )
})

test('查询参数重复或多余：400', async () => {
  const { as } = await testServer()
  expect((await as(actorWith('officer')).get('/problems?page=1&page=2')).status).toBe(400)
  expect((await as(actorWith('officer')).get('/problems?x=1')).status).toBe(400)
})
