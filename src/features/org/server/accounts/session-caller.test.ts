import { expect, test } from 'vitest'
import { personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'

const AT = (time: string) => `2026-11-23T${time}+08:00`
async function loggedIn() {
  const server = await testServer()
  const status = async () => (await server.as('head').get('/session/me')).status
  expect(await status()).toBe(200)
  return { ...server, status }
}

test('退出后，同一个会话立即不认', async () => {
  const { as, status } = await loggedIn()
  expect((await as('head').post('/session/logout')).status).toBe(200)
  expect(await status()).toBe(401)
})

test('停用账号、终止角色，立即算数', async () => {
  const { as, status } = await loggedIn()
  const may = async () => (await as('head').get('/problems')).status
  expect(await may()).toBe(200)
  const duties = (await as('system_admin').get(`/org/people/${personOf('head')}`)).json['duties'] as { id: string }[]
  expect((await as('security_admin').post(`/org/duties/${duties[0]?.id ?? ''}/end`, { from: '2026-11-23' })).status).toBe(200)
  expect(await may()).toBe(403)
  expect((await as('system_admin').post(`/org/people/${personOf('head')}/account/switch`, { enabled: false })).status).toBe(200)
  expect(await status()).toBe(401)
})

test('别的程序改的，五秒后算数', async () => {
  const { owner, status, moveClock } = await loggedIn()
  await owner.query('update district.account set disabled_at = now() where person_id = $1', [personOf('head')])
  moveClock(AT('10:00:04'))
  expect(await status()).toBe(200)
  moveClock(AT('10:00:05'))
  expect(await status()).toBe(401)
})

test('到期的会话不认，哪怕刚刚还记着', async () => {
  const { owner, status, moveClock } = await loggedIn()
  await owner.query("update district.session set expires_at = '2026-11-23T10:01:02+08:00'")
  moveClock(AT('10:01:00'))
  expect(await status()).toBe(200)
  moveClock(AT('10:01:02'))
  expect(await status()).toBe(401)
})

test('在用的会话每分钟最多记一次', async () => {
  const { owner, status, moveClock } = await loggedIn()
  const seenAt = async () =>
    (await owner.query<{ at: Date }>('select seen_at as at from district.session where person_id = $1', [personOf('head')])).rows[0]?.at
  await owner.query("update district.session set seen_at = '2026-11-23T10:00:00+08:00'")
  const before = await seenAt()
  moveClock(AT('10:00:30'))
  await status()
  expect(await seenAt()).toEqual(before)
  moveClock(AT('10:01:30'))
  await status()
  expect(await seenAt()).toEqual(new Date(AT('10:01:30')))
})
