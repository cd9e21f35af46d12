import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { call } from './api-client.ts'

const input = z.strictObject({ name: z.string() })
const changing = endpoint({
  method: 'post',
  path: '/things/change',
  title: '新增',
  action: 'logged-in',
  params: z.strictObject({}),
  input,
  reply: z.object({ id: z.string() }),
})
const creating = endpoint({ ...changing, path: '/things', once: true })

const keys: (string | null)[] = []
/** Answers in turn; `lost`: nothing comes back. */
function answering(...answers: readonly (readonly [status: number, body: object] | 'lost' | 'half')[]): void {
  const rest = [...answers]
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('idempotency-key'))
    const answer = rest.shift() ?? 'lost'
    if (answer === 'lost') throw new TypeError('Failed to fetch')
    if (answer === 'half') return new Response('{"id":')
    return new Response(JSON.stringify(answer[1]), { status: answer[0] })
  })
}
afterEach(() => {
  vi.unstubAllGlobals()
  keys.length = 0
})
const send = (e: typeof creating, name: string) => call(e, {}, { name }).catch((error: unknown) => error)
const made = [200, { id: '1' }] as const
const refused = (status: number, code: string) => [status, { code, message: 'x' }] as const

test.each([
  ['断线', 'lost'],
  ['回复只到一半', 'half'],
  ['服务器出错', refused(500, 'internal')],
  ['数据库不在', refused(503, 'database.away')],
  ['还在办理', refused(409, 'request.in-progress')],
] as const)('%s之后原样再交一次，编号不变；办成之后再交是新的一次', async (_, first) => {
  answering(first, made, made)
  await send(creating, 'a')
  expect(await send(creating, 'a')).toEqual({ id: '1' })
  await send(creating, 'a')
  expect(keys[0]).toMatch(/^[\da-f]{32}$/)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('被拒绝的没有办成：改正后是新的一次；内容改过也是新的一次', async () => {
  answering(refused(422, 'input.invalid'), 'lost', made)
  await send(creating, 'b')
  await send(creating, 'b')
  await send(creating, 'c')
  expect(new Set(keys).size).toBe(3)
})

test('不新增的不带编号', async () => {
  answering(made)
  await send(changing, 'd')
  expect(keys).toEqual([null])
})
