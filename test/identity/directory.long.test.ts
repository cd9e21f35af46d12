import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Directory, DirectoryError, directoryTakes } from '#platform/identity/directory.ts'
import { hashPassword } from '#platform/password.ts'
import { testServer } from '../server.ts'
import { freePort } from './free-port.ts'
import { BASE, READER, startSlapd } from './slapd.ts'

const RIGHT = 'Kx7-vbmq-wuzt'
let slapd: Awaited<ReturnType<typeof startSlapd>>
beforeAll(async () => {
  slapd = await startSlapd({ head: RIGHT, officer: 'Tq4-lmnz-pwyx', 'system-admin': RIGHT })
})
afterAll(() => slapd?.stop())

const directory = (over: Partial<Directory> = {}): Directory => ({
  url: slapd.plain,
  base: `ou=people,${BASE}`,
  filter: '(uid={login})',
  startTls: false,
  timeoutMs: 3000,
  ...over,
})

test('真实的目录：密码对的进，错的、没有的人不进', async () => {
  expect(await directoryTakes(directory(), 'head', RIGHT)).toBe(true)
  expect(await directoryTakes(directory(), 'head', 'wrong')).toBe(false)
  expect(await directoryTakes(directory(), 'head', 'Tq4-lmnz-pwyx')).toBe(false)
  expect(await directoryTakes(directory(), 'nobody', RIGHT)).toBe(false)
})

test('空密码从不发出：目录把它当作匿名绑定而答“成功”，也不算登录', async () => {
  expect(await directoryTakes(directory({ url: 'ldap://127.0.0.1:1' }), 'head', '')).toBe(false)
  expect(await directoryTakes(directory(), 'head', '')).toBe(false)
})

test.each(['*', '*)(uid=*', 'head)(|(uid=*', 'h*d', '*)(objectClass=*', String.raw`head\2a`, 'head\0'])(
  '过滤式注入 %j：找不到人',
  async (login) => {
    expect(await directoryTakes(directory(), login, RIGHT)).toBe(false)
  },
)

test('过滤式一次找到几个人的，谁也不进', async () => {
  expect(await directoryTakes(directory({ filter: '(|(uid={login})(uid=officer))' }), 'head', RIGHT)).toBe(false)
})

test('加密：ldaps 与 StartTLS，证书由 CA 文件核验；不认的证书不连', async () => {
  const { ca } = slapd
  const encrypted = directory({ url: slapd.encrypted.replace('127.0.0.1', 'localhost'), ca })
  expect(await directoryTakes(encrypted, 'head', RIGHT)).toBe(true)
  const startTls = directory({ url: slapd.plain.replace('127.0.0.1', 'localhost'), startTls: true, ca })
  expect(await directoryTakes(startTls, 'head', RIGHT)).toBe(true)
  expect(await directoryTakes(startTls, 'head', 'wrong')).toBe(false)
  const { ca: _, ...unknown } = encrypted
  await expect(directoryTakes(unknown, 'head', RIGHT)).rejects.toThrow(DirectoryError)
})

test('查找人员的目录账号：密码对的能找到人，错的不算“密码不正确”，而是目录没有应答', async () => {
  expect(await directoryTakes(directory({ reader: READER }), 'head', RIGHT)).toBe(true)
  await expect(directoryTakes(directory({ reader: { ...READER, password: 'x' } }), 'head', RIGHT)).rejects.toThrow(DirectoryError)
})

test('目录不在、不作声、停住：都在限时之内说没有应答', async () => {
  await expect(directoryTakes(directory({ url: `ldap://127.0.0.1:${await freePort()}` }), 'head', RIGHT)).rejects.toThrow(DirectoryError)
  const mute = createServer(() => {})
  const port = await freePort()
  await new Promise<void>((done) => mute.listen(port, '127.0.0.1', done))
  for (const url of [`ldap://127.0.0.1:${port}`, `ldaps://127.0.0.1:${port}`]) {
    const began = performance.now()
    await expect(directoryTakes(directory({ url, timeoutMs: 400 }), 'head', RIGHT)).rejects.toThrow(DirectoryError)
    expect(performance.now() - began).toBeLessThan(3000)
  }
  mute.close()
  slapd.pause()
  try {
    await expect(directoryTakes(directory({ timeoutMs: 400 }), 'head', RIGHT)).rejects.toThrow(DirectoryError)
  } finally {
    slapd.resume()
  }
  expect(await directoryTakes(directory(), 'head', RIGHT)).toBe(true)
})

async function withDirectory(ways?: Partial<Directory>) {
  const server = await testServer({ ways: { directory: directory(ways) } })
  await server.owner.query("update district.account set way = 'ldap' where login = 'head'")
  await server.owner.query("update district.account set password_hash = $1 where login in ('head', 'system-admin')", [
    await hashPassword('local-Kx7-9'),
  ])
  const logIn = (login: string, password: string) => server.as(undefined).post('/session/login', { login, password })
  return { ...server, logIn }
}

test('登录：目录账号只认目录的密码，本系统密码的账号只认本系统的；进来的方式记下', async () => {
  const { logIn, owner } = await withDirectory()
  expect((await logIn('HEAD', RIGHT)).status).toBe(200)
  for (const password of ['local-Kx7-9', '', '*']) expect((await logIn('head', password)).status, password).toBe(401)
  expect((await logIn('system-admin', 'local-Kx7-9')).status).toBe(200)
  expect((await logIn('system-admin', RIGHT)).status).toBe(401)
  const { rows } = await owner.query(
    "select origin->'facts'->>'way' as way from event where act = 'security.log-in' and origin->>'outcome' = 'ok' order by id",
  )
  expect(rows).toEqual([{ way: 'ldap' }, { way: 'local' }])
})

test('连错五次即锁定，锁定期间正确的也不进；同时六十次只算五次以内', async () => {
  const { logIn, owner } = await withDirectory()
  const replies = await Promise.all(Array.from({ length: 60 }, () => logIn('head', 'wrong')))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401]))
  expect((await logIn('head', RIGHT)).status).toBe(401)
  const { rows } = await owner.query("select max(failures) as failures from login_count where address <> '' and about <> ''")
  expect(Number(rows[0].failures)).toBeLessThanOrEqual(5)
})

test('目录没有应答：说明怎么办，不算输错；用本系统密码的系统管理员照常登录', async () => {
  const { logIn, owner } = await withDirectory({ url: `ldap://127.0.0.1:${await freePort()}`, timeoutMs: 500 })
  for (let i = 0; i < 7; i += 1) {
    const { status, json } = await logIn('head', RIGHT)
    expect([status, json['code']]).toEqual([422, 'session.directory-silent'])
  }
  expect((await logIn('system-admin', 'local-Kx7-9')).status).toBe(200)
  const { rows } = await owner.query(
    "select count(*)::int as n from event where act = 'security.log-in' and origin->>'code' = 'session.directory-silent'",
  )
  expect(rows[0].n).toBe(7)
})
