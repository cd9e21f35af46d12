import { afterAll, beforeAll, expect, test } from 'vitest'
import { unifiedClient } from '#platform/identity/unified.ts'
import { testServer } from '../server.ts'
import { freePort } from './free-port.ts'
import { CLIENT, type Forge, HOME, startProvider, strangersKey, walkThrough } from './provider.ts'

let provider: Awaited<ReturnType<typeof startProvider>>
beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider?.stop())

const clientAt = (issuer: string) =>
  unifiedClient({
    issuer: new URL(issuer),
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    scopes: 'openid profile',
    claim: 'preferred_username',
    home: new URL(HOME),
  })

/** A server that knows the provider; the head logs in there. */
async function withUnified(issuer = provider.issuer) {
  const server = await testServer({ ways: { unified: clientAt(issuer) } })
  await server.owner.query("update district.account set way = 'oidc' where login = 'head'")
  const post = (path: string, payload: object, cookie = '') =>
    server.app.http.inject({ method: 'POST', url: `/api${path}`, payload, headers: { cookie } })
  const cookieIn = (reply: Awaited<ReturnType<typeof post>>, name: string) =>
    [reply.headers['set-cookie'] ?? []]
      .flat()
      .find((line) => line.startsWith(`${name}=`))
      ?.split(';')[0] ?? ''
  const begin = async () => {
    const reply = await post('/session/unified/begin', {})
    return { reply, url: String(reply.json<{ url?: string }>().url), journey: cookieIn(reply, 'bihuan_unified') }
  }
  const finish = async (answer: string, journey: string) => {
    const reply = await post('/session/unified/finish', { answer }, journey)
    const { code } = reply.json<{ code?: string }>()
    return { reply, code, session: cookieIn(reply, 'bihuan_session') }
  }
  const logIn = async (name = 'head') => {
    const { url, journey } = await begin()
    const answer = await walkThrough(url, name)
    return { answer, journey, ...(await finish(answer, journey)) }
  }
  return { ...server, post, begin, finish, logIn }
}

test('真实的统一身份平台：授权码加 PKCE 登录，退出时给出平台的退出地址；记录写明方式，不留授权码', async () => {
  const { logIn, post, app, owner, begin } = await withUnified()
  const { url } = await begin()
  for (const part of ['code_challenge=', 'code_challenge_method=S256', 'state=', 'nonce=']) expect(url).toContain(part)
  const { reply, session, answer } = await logIn()
  expect(reply.statusCode).toBe(200)
  const me = await app.http.inject({ url: '/api/session/me', headers: { cookie: session } })
  expect(me.json()).toMatchObject({ name: 'head甲' })
  const left = (await post('/session/logout', {}, session)).json<{ farewell: string }>()
  const farewell = new URL(left.farewell)
  expect(farewell.origin).toBe(provider.issuer)
  expect(farewell.searchParams.get('post_logout_redirect_uri')).toBe(`${HOME}/login`)
  const { rows } = await owner.query<{ text: string; way: string | null }>(
    "select event::text as text, origin->'facts'->>'way' as way from event where act = 'security.log-in'",
  )
  expect(rows.map(({ way }) => way)).toEqual(['oidc'])
  expect(rows[0]?.text).not.toContain(new URLSearchParams(answer).get('code'))
})

test('state 不对、没有从这里出发、出发的凭据用过一次：不进', async () => {
  const { begin, finish } = await withUnified()
  const [one, two] = [await begin(), await begin()]
  const answer = await walkThrough(one.url, 'head')
  expect((await finish(answer, two.journey)).code).toBe('session.unified-state')
  expect((await finish(answer, '')).code).toBe('session.unified-state')
  expect((await finish('?code=x', one.journey)).code).toBe('session.unified-state')
  const first = await finish(answer, one.journey)
  expect(first.reply.statusCode).toBe(200)
  expect([first.reply.headers['set-cookie'] ?? []].flat().join()).toContain('bihuan_unified=; ')
})

test('授权码重放：平台只认一次', async () => {
  const { logIn, finish } = await withUnified()
  const { answer, journey, reply } = await logIn()
  expect(reply.statusCode).toBe(200)
  expect(await finish(answer, journey)).toMatchObject({ code: 'session.unified-invalid', session: '' })
})

test('PKCE：别人截得授权码和 state，没有本人浏览器里的校验串，换不到身份', async () => {
  const { begin, finish } = await withUnified()
  const { url, journey } = await begin()
  const [state = '', nonce = ''] = journey.replace('bihuan_unified=', '').split('.')
  const stolen = await finish(await walkThrough(url, 'head'), `bihuan_unified=${state}.${nonce}.${'x'.repeat(43)}`)
  expect(stolen.code).toBe('session.unified-invalid')
})

const HOUR = 3600
const forgeries: readonly [string, Forge][] = [
  ['过期的 id token', (claims) => ({ claims: { ...claims, exp: Math.floor(Date.now() / 1000) - HOUR } })],
  ['给别的系统的 id token', (claims) => ({ claims: { ...claims, aud: 'somebody-else' } })],
  ['别家签发的 id token', (claims) => ({ claims: { ...claims, iss: 'https://elsewhere.invalid' } })],
  ['nonce 不对的 id token', (claims) => ({ claims: { ...claims, nonce: 'other' } })],
  ['别人的密钥签的 id token', (claims) => ({ claims, key: strangersKey })],
  ['没有登录名的 id token', (claims) => ({ claims: { ...claims, preferred_username: undefined } })],
]
test.each(forgeries)('%s：不进', async (_, forge) => {
  const { logIn } = await withUnified()
  provider.forgeBy(forge)
  try {
    expect(await logIn()).toMatchObject({ code: 'session.unified-invalid', session: '' })
  } finally {
    provider.forgeBy(undefined)
  }
})

test('换了平台（mix-up）：答复里的 iss 是别家的，不进', async () => {
  const { begin, finish } = await withUnified()
  const { url, journey } = await begin()
  const answer = new URLSearchParams(await walkThrough(url, 'head'))
  expect(answer.get('iss')).toBe(provider.issuer)
  answer.set('iss', 'https://elsewhere.invalid')
  expect((await finish(`?${answer.toString()}`, journey)).code).toBe('session.unified-invalid')
})

test('在平台上取消：说明怎么办', async () => {
  const { begin, finish } = await withUnified()
  const { url, journey } = await begin()
  expect((await finish(await walkThrough(url, 'head', 'abort'), journey)).code).toBe('session.unified-refused')
})

test('没有账号、停用的、改用别的方式的：不进，也不建账号', async () => {
  const { logIn, owner } = await withUnified()
  const count = async () => (await owner.query('select from account')).rowCount
  const before = await count()
  for (const name of ['stranger', 'officer']) expect((await logIn(name)).code, name).toBe('session.unified-nobody')
  await owner.query("update district.account set disabled_at = now() where login = 'head'")
  expect((await logIn()).code).toBe('session.unified-nobody')
  expect(await count()).toBe(before)
  const { rows } = await owner.query(
    "select count(*)::int as n from event where act = 'security.log-in' and origin->>'code' = 'session.unified-nobody'",
  )
  expect(rows).toEqual([{ n: 3 }])
})

test('用统一身份登录的账号，本系统的密码一概不认', async () => {
  const { as } = await withUnified()
  expect((await as(undefined).post('/session/login', { login: 'head', password: 'anything-9X' })).status).toBe(401)
})

test('平台没有应答：说明怎么办；没有配置的，没有这个入口', async () => {
  const { begin } = await withUnified(`http://localhost:${await freePort()}`)
  expect((await begin()).reply.json()).toMatchObject({ code: 'session.unified-silent' })
  const { as } = await testServer()
  expect((await as(undefined).post('/session/unified/begin')).json['code']).toBe('session.unified-off')
  expect((await as(undefined).get('/setup')).json).toMatchObject({ hasUnified: false })
})

test('同一地址反复失败：二十次后不再理会', async () => {
  const { finish } = await withUnified()
  const codes: (string | undefined)[] = []
  for (let i = 0; i < 22; i += 1) codes.push((await finish('?state=x', '')).code)
  expect(codes.slice(-2)).toEqual(['session.wrong', 'session.wrong'])
})
