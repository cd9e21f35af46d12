import { beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#platform/password.ts'
import { district, emptyDatabase } from '#test/database.ts'
import { personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { buildApp } from '../../../../app/build-app.ts'
import { networkOf } from './tries.queries.ts'

const RIGHT = 'Kx7-vbmq-wuzt'
const PROXY = { trustedProxies: ['127.0.0.1'], needsTls: false }
let hash = ''
beforeAll(async () => {
  hash = await hashPassword(RIGHT)
})

/** Everybody has the same password; `from`: the address a trusted proxy says a browser has. */
async function door() {
  const server = await testServer({ transport: PROXY })
  await server.owner.query('update district.account set password_hash = $1', [hash])
  const tryIn = (login: string, password: string, from = '10.0.0.1', { app } = server) =>
    app.http.inject({ method: 'POST', url: '/api/session/login', headers: { 'x-forwarded-for': from }, payload: { login, password } })
  return { ...server, tryIn }
}
const person = (login: string) => ({ name: `${login}甲`, login, password: 'Tq4-lmnz-pwyx' })
const many = (count: number) => Array.from({ length: count }, (_, i) => i)

test('60 次同时猜：只有 5 次真正核对密码；锁定期间密码正确也不行，话也一样；重启不忘；30 分钟后可登录', async () => {
  const { tryIn, pauses, moveClock, db, files } = await door()
  const replies = await Promise.all(many(60).map((i) => tryIn('head', `wrong-${i}`)))
  expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([401]))
  expect(pauses.toSorted((a, b) => a - b)).toEqual([0, 0, 1000, 2000, 4000])
  const locked = await tryIn('head', RIGHT)
  expect([locked.statusCode, locked.json()]).toEqual([401, replies[0]?.json()])
  const restarted = buildApp({ db, clock: () => new Date('2026-11-23T10:29:59+08:00'), files, schema: district, transport: PROXY })
  const again = await restarted.http.inject({
    method: 'POST',
    url: '/api/session/login',
    headers: { 'x-forwarded-for': '10.0.0.1' },
    payload: { login: 'head', password: RIGHT },
  })
  expect(again.statusCode).toBe(401)
  moveClock('2026-11-23T10:30:00+08:00')
  expect((await tryIn('head', RIGHT)).statusCode).toBe(200)
})

test('输错几次后输对：从头计起；隔 15 分钟以上的输错不相加', async () => {
  const { tryIn, moveClock } = await door()
  for (const minute of ['00', '01']) {
    moveClock(`2026-11-23T10:${minute}:00+08:00`)
    for (const _ of many(4)) await tryIn('head', 'wrong')
    expect((await tryIn('head', RIGHT)).statusCode).toBe(200)
  }
  for (const _ of many(4)) await tryIn('head', 'wrong')
  moveClock('2026-11-23T10:17:00+08:00')
  for (const _ of many(4)) await tryIn('head', 'wrong')
  expect((await tryIn('head', RIGHT)).statusCode).toBe(200)
})

test('一个地址试 100 个账号：20 次之后不再核对，换个地址不受影响，10 分钟后恢复', async () => {
  const { tryIn, pauses, moveClock } = await door()
  await Promise.all(many(100).map((i) => tryIn(`user${i}`, 'Summer2026!')))
  expect(pauses).toHaveLength(20)
  expect((await tryIn('head', RIGHT)).statusCode).toBe(401)
  expect((await tryIn('head', RIGHT, '10.0.0.2')).statusCode).toBe(200)
  moveClock('2026-11-23T10:10:00+08:00')
  expect((await tryIn('head', RIGHT)).statusCode).toBe(200)
})

test('同一单位 60 人同时用同一出口地址登录：谁也不受限', async () => {
  const { tryIn, owner } = await door()
  const replies = await Promise.all(many(60).map((i) => tryIn(['head', 'leader', 'officer'][i % 3] ?? '', RIGHT)))
  expect(replies.filter(({ statusCode }) => statusCode !== 200)).toEqual([])
  const { rows } = await owner.query<{ total: string }>('select sum(failures) as total from district.login_count')
  expect(rows[0]?.total).toBe('0')
})

test('从各处试同一账号：一小时 50 次为止，管理员得到提醒；本人从来过的地址照常登录', async () => {
  const { tryIn, pauses, as, owner } = await door()
  expect((await tryIn('head', RIGHT, '10.9.9.9')).statusCode).toBe(200)
  await Promise.all(many(60).map((i) => tryIn('head', 'wrong', `10.1.${i}.1`)))
  expect(pauses).toHaveLength(50)
  expect((await tryIn('head', RIGHT, '10.2.0.1')).statusCode).toBe(401)
  expect((await tryIn('head', RIGHT, '10.9.9.9')).statusCode).toBe(200)
  const { alarms } = (await as('system_admin').get('/org/security/notices')).json
  expect(alarms).toMatchObject([{ login: 'head', name: 'head甲' }])
  const { rows } = await owner.query("select subject from district.event where act = 'org.log-in-alarm'")
  expect(rows).toEqual([{ subject: personOf('head') }])
})

test('猜原密码：60 次同时猜只核对 5 次，其间原密码正确也不行', async () => {
  const { as, owner, pauses } = await door()
  const change = (old: string) => as('head').post('/session/password', { old, new: 'Tq4-lmnz-pwyx' })
  await owner.query("update district.account set password_at = '2026-11-01'")
  const replies = await Promise.all(many(60).map((i) => change(`wrong-${i}`)))
  expect(new Set(replies.map(({ json }) => json['code']))).toEqual(new Set(['session.old-password']))
  expect(pauses).toHaveLength(5)
  expect((await change(RIGHT)).status).toBe(422)
})

test('猜初始设置的一次性口令：60 次同时猜只核对 5 次', async () => {
  const { as, pauses } = await door()
  await emptyDatabase()
  const setUp = (code: string) =>
    as(undefined).post('/setup', { code, jurisdiction: '样例区', officeName: '区整改专班', admin: person('adam'), officer: person('ofra') })
  await Promise.all(many(60).map((i) => setUp(`1111-2222-${4000 + i}`)))
  expect(pauses).toHaveLength(5)
  expect((await setUp('1111-2222-3333')).json['code']).toBe('setup.code')
})

test('管理员解除锁定：立即可再试', async () => {
  const { tryIn, as } = await door()
  for (const _ of many(5)) await tryIn('head', 'wrong')
  const path = `/org/people/${personOf('head')}`
  expect((await as('system_admin').get(path)).json['account']).toMatchObject({
    lockedUntil: expect.stringContaining('2026-11-23T10:30') as string,
  })
  expect((await as('system_admin').post(`${path}/account/unlock`)).status).toBe(200)
  expect((await tryIn('head', RIGHT)).statusCode).toBe(200)
})

test('登录名的各种写法是同一个人', async () => {
  const { tryIn } = await door()
  for (const login of ['head', 'HEAD', ' head　', 'Ｈｅａｄ']) expect((await tryIn(login, RIGHT)).statusCode, login).toBe(200)
})

test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s 计在 %s 上', (address, network) => expect(networkOf(address)).toBe(network))
