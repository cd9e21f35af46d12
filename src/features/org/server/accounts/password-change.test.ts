import { beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#kernel/endpoint.ts'
import { hashPassword } from '#platform/password.ts'
import { oneHand, personOf, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'

const NEXT = ['Kx7-vbmq-wuzt', 'Tq4-lmnz-pwyx', 'Bd6-sfjk-rgtz', 'Hv9-cxnl-qmpw', 'Zt2-wgkb-vdrj', 'Jm5-pqxs-hnlf', 'Rb8-tzkv-ydmw']
const [FIRST = '', SECOND = ''] = NEXT
let hash = ''
beforeAll(async () => {
  hash = await hashPassword(FIRST)
})

const pathOf = (e: Endpoint) => e.path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000099')

/** The head's password was set on 1 November. */
async function owned() {
  const server = await testServer()
  await server.owner.query("update district.account set password_hash = $1, password_at = '2026-11-01T09:00:00+08:00'", [hash])
  const change = (old: string, fresh: string) => server.as('head').post('/session/password', { old, new: fresh })
  return { ...server, change }
}

test('到期：除改密码和退出外，每个接口都是 403；改过之后照常', async () => {
  const { app, as, owner, change } = await owned()
  await owner.query("update district.account set password_at = '2026-08-24' where person_id = $1", [personOf('head')])
  const codeOf = async (e: Endpoint) => {
    const { status, json } =
      e.method === 'get'
        ? await as('head').get(pathOf(e))
        : await as('head').post(pathOf(e), {}, e.body && { 'content-type': 'application/octet-stream' })
    return `${status} ${String(json['code'])}`
  }
  const open: string[] = []
  for (const e of app.endpoints.filter(({ action, path }) => action !== 'public' && path !== '/session/logout'))
    if ((await codeOf(e)) !== '403 session.change-password') open.push(`${e.method} ${e.path}`)
  expect(open).toEqual(['get /session/password', 'post /session/password'])
  expect((await as('head').get('/session/password')).json).toMatchObject({ due: 'old', rules: { login: 'head', length: 10, kinds: 3 } })
  expect((await change(FIRST, SECOND)).status).toBe(200)
  expect((await as('head').get('/session/me')).json).toMatchObject({ passwordDaysLeft: 90 })
})

test('到期前说还有几天', async () => {
  const { as, owner } = await owned()
  await owner.query("update district.account set password_at = '2026-08-30T10:00:00+08:00'")
  expect((await as('head').get('/session/me')).json).toMatchObject({ passwordDaysLeft: 5 })
})

test('新密码不能是现在的，也不能是最近五次用过的；改过一小时内不再改', async () => {
  const { change, moveClock } = await owned()
  expect((await change(FIRST, FIRST)).json).toMatchObject({ code: 'input.invalid', fields: [{ field: 'new' }] })
  let hour = 10
  const next = (old: string, fresh: string) => (moveClock(`2026-11-23T${++hour}:00:00+08:00`), change(old, fresh))
  for (let i = 1; i < 5; i++) expect((await next(NEXT[i - 1] ?? '', NEXT[i] ?? '')).status).toBe(200)
  expect((await next(NEXT[4] ?? '', FIRST)).json).toMatchObject({ fields: [{ message: expect.stringContaining('最近 5 次') as string }] })
  expect((await next(NEXT[4] ?? '', NEXT[5] ?? '')).status).toBe(200)
  expect((await change(NEXT[5] ?? '', NEXT[6] ?? '')).json['code']).toBe('session.too-soon')
  expect((await next(NEXT[5] ?? '', FIRST)).status).toBe(200)
})

test('单调的、太常见的密码不收，说明为什么', async () => {
  const { change } = await owned()
  expect((await change(FIRST, 'aaaaaaaaaa')).json['message']).toContain('至少含其中 3 类')
  expect((await change(FIRST, 'Qwertyuiop1!')).json['message']).toContain('很多人都在用')
})

test('初始密码：用过一次即作废，过了 24 小时也作废，不能改成它自己', async () => {
  const { as, moveClock, owner } = await testServer()
  await oneHand(owner)
  const admin = as('system_admin')
  const firstPasswordOf = async (login: string) => {
    const { json } = await admin.post('/org/people', { name: login, post: null, phone: null, unitId: rootUnit })
    return String((await admin.post(`/org/people/${String(json['id'])}/account`, { login })).json['password'])
  }
  const logIn = async (login: string, password: string) => {
    const { status, headers } = await as(undefined).post('/session/login', { login, password })
    return { status, cookie: String(headers['set-cookie']).split(';')[0] ?? '' }
  }
  const [used, stale] = [await firstPasswordOf('newcomer1'), await firstPasswordOf('newcomer2')]
  const [one, two] = await Promise.all([logIn('newcomer1', used), logIn('newcomer1', used)])
  expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 401])
  const { cookie } = one.status === 200 ? one : two
  const change = (fresh: string) => as(undefined).post('/session/password', { old: used, new: fresh }, { cookie })
  expect((await change(used)).status).toBe(400)
  expect((await change(SECOND)).status).toBe(200)
  moveClock('2026-11-24T10:00:01+08:00')
  expect((await logIn('newcomer2', stale)).status).toBe(401)
  expect((await logIn('newcomer1', SECOND)).status).toBe(200)
})

test('登录与密码的设置由安全管理员改，只在范围之内，改了即生效', async () => {
  const { as, change } = await owned()
  const save = (seat: 'officer' | 'system_admin' | 'security_admin', value: number) =>
    as(seat).post('/org/security/password.length', { value }, { 'if-match': '"0"' })
  expect((await save('officer', 14)).status).toBe(403)
  expect((await as('officer').post('/org/settings/password.length', { value: 14 }, { 'if-match': '"0"' })).status).toBe(422)
  expect((await save('system_admin', 14)).json['code']).toBe('org.security-settings') // one is in office
  expect((await save('security_admin', 7)).status).toBe(400)
  expect((await save('security_admin', 14)).status).toBe(200)
  expect((await change(FIRST, SECOND)).json['message']).toContain('不少于 14 位')
})
