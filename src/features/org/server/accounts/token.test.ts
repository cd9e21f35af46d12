import { expect, test } from 'vitest'
import { TOKEN_ACT_KEYS } from '#kernel/token-acts.ts'
import { district } from '#test/database.ts'
import { SEAT_NAMES, type Seat, personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'

type Server = Awaited<ReturnType<typeof testServer>>
const made = async ({ as }: Server, seat: Seat, acts: readonly string[] = [], days = 30) => {
  const reply = await as(seat).post('/session/tokens', { name: '数据同步', acts, days })
  expect(reply.status, JSON.stringify(reply.json)).toBe(200)
  return { token: String(reply.json['token']), id: String(reply.json['id']) }
}
const source = (name: string) => ({ name, class: 'selfcheck', inspectionId: null })

/** A program: no cookie, and headers as no browser of ours sends them. */
const program =
  ({ app }: Server, token: string) =>
  async (method: 'GET' | 'POST', path: string, payload?: object, headers: Record<string, string> = {}) => {
    const reply = await app.http.inject({
      method,
      url: `/api${path}`,
      headers: { authorization: `Bearer ${token}`, ...(payload && { 'content-type': 'application/json' }), ...headers },
      ...(payload && { payload: JSON.stringify(payload) }),
    })
    const isJson = String(reply.headers['content-type']).includes('json')
    return { status: reply.statusCode, json: isJson ? reply.json<Record<string, unknown>>() : {}, cookie: reply.headers['set-cookie'] }
  }

test('只读令牌：读得到本人读得到的，什么也不能办；令牌只显示一次，库里只有校验值', async () => {
  const server = await testServer()
  const { token } = await made(server, 'officer')
  const send = program(server, token)
  expect((await send('GET', '/session/me')).json).toMatchObject({ id: personOf('officer') })
  expect((await send('GET', '/problems')).status).toBe(200)
  const refused = await send('POST', '/org/sources', source('甲'))
  expect([refused.status, refused.json['code'], refused.cookie]).toEqual([403, 'access.token-scope', undefined])
  expect((await send('GET', '/audit')).status).toBe(403)
  const dump = await server.owner.query<{ all: string }>(
    `select (select string_agg(t::text, ' ') from ${district}.api_token t) || (select string_agg(e::text, ' ') from ${district}.event e) as all`,
  )
  expect(dump.rows[0]?.all).toContain('数据同步')
  expect(dump.rows[0]?.all).not.toContain(token)
})

test('准办的能办，没有准的不能；不查来源网站也不发 cookie；同时带着别人的 cookie 也只按令牌', async () => {
  const server = await testServer()
  const { token } = await made(server, 'officer', ['org.save-inspection'])
  const send = program(server, token)
  const elsewhere = { origin: 'http://elsewhere.invalid', cookie: `bihuan_session=${server.tokens.system_admin}` }
  const added = await send('POST', '/org/sources', source('自查乙'), elsewhere)
  expect([added.status, added.cookie]).toEqual([200, undefined])
  expect((await send('POST', '/org/units', { name: '某局' }, elsewhere)).json['code']).toBe('access.token-scope')
  const events = await server.owner.query<{ actor_id: string; session: string; address: string }>(
    `select actor_id, origin ->> 'session' as session, origin ->> 'address' as address from ${district}.event where act = 'org.add-source'`,
  )
  expect(events.rows).toEqual([
    { actor_id: personOf('officer'), session: expect.stringMatching(/^token-[\da-f]{16}$/) as string, address: '127.0.0.1' },
  ])
})

test('不能给令牌自己没有的权限，不能超过最长有效期；签署、账号、令牌、举报人信息不在可选之列', async () => {
  const server = await testServer()
  const post = (seat: Seat, form: object) => server.as(seat).post('/session/tokens', { name: '甲', ...form })
  expect((await post('supervisor', { acts: ['problem.edit'], days: 1 })).json['code']).toBe('org.token-excess')
  expect((await post('officer', { acts: [], days: 91 })).json['code']).toBe('org.token-long')
  for (const act of [
    'closeout.sign',
    'closeout.view',
    'org.save-account',
    'org.save-security',
    'org.save-duty',
    'complainant.read',
    'audit.verify',
  ])
    expect([act, (await post('officer', { acts: [act], days: 1 })).status]).toEqual([act, 400])
})

test('每个接口：只读令牌不能用任何写入接口；带全部可选操作的也办不了账号、令牌、签署和举报人信息', async () => {
  const server = await testServer()
  const forbidden =
    /^\/(session\/(?!me)|org\/(people|duties|security|settings|tokens)|matters\/:matterId\/(complainants\/read|camera)|.*(opinion|verification|confirmation|decision|revoke|withdraw))/
  let looked = 0
  for (const seat of SEAT_NAMES) {
    const choices = (await server.as(seat).get('/session/tokens')).json['choices'] as string[]
    const [bare, full] = [program(server, (await made(server, seat)).token), program(server, (await made(server, seat, choices)).token)]
    for (const e of server.app.endpoints.filter(({ method, action }) => method === 'post' && action !== 'public')) {
      const path = e.path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000099')
      expect([seat, path, (await bare('POST', path, {})).status]).toEqual([seat, path, 403])
      if (!forbidden.test(e.path)) continue
      looked += 1
      expect([seat, path, (await full('POST', path, {})).status]).toEqual([seat, path, 403])
    }
  }
  expect(looked).toBeGreaterThan(100)
})

test('权限随本人：角色终止、账号停用、令牌作废、到期，立即失效；他人不能作废，安全管理员可以', async () => {
  const server = await testServer()
  const { as, owner } = server
  const status = async (token: string) => (await program(server, token)('GET', '/problems')).status
  const mine = await made(server, 'officer')
  expect(await status(mine.token)).toBe(200)
  expect((await as('handler').post(`/session/tokens/${mine.id}/end`)).status).toBe(404)
  expect((await as('system_admin').post(`/org/tokens/${mine.id}/end`)).status).toBe(200)
  expect(await status(mine.token)).toBe(401)
  const other = await made(server, 'officer')
  expect((await as('security_admin').get('/org/tokens')).json['tokens']).toHaveLength(2)
  await owner.query(`update ${district}.duty set to_on = '2026-11-22' where person_id = $1`, [personOf('officer')])
  expect(await status(other.token)).toBe(403)
  const third = await made(server, 'handler', [], 1)
  server.moveClock('2026-11-24T23:00:00+08:00')
  expect(await status(third.token)).toBe(200)
  await owner.query(`update ${district}.account set disabled_at = now() where person_id = $1`, [personOf('handler')])
  expect(await status(third.token)).toBe(401)
  await owner.query(`update ${district}.account set disabled_at = null where person_id = $1`, [personOf('handler')])
  server.moveClock('2026-11-25T00:00:01+08:00')
  expect(await status(third.token)).toBe(401)
})

test('错的令牌：同样的话，越试越慢，留下记录；不妨碍别人登录，也不妨碍对的令牌', async () => {
  const server = await testServer()
  const { token } = await made(server, 'officer')
  for (let i = 0; i < 25; i += 1) {
    const { status, json } = await program(server, `bihuan_wrong-${i}`)('GET', '/problems')
    expect([status, json['code']]).toEqual([401, 'access.token-wrong'])
  }
  expect(server.pauses.at(-1)).toBeGreaterThan(server.pauses[0] ?? 0)
  expect((await program(server, token)('GET', '/problems')).status).toBe(200)
  const events = await server.owner.query(
    `select from ${district}.event where act = 'security.refuse' and origin ->> 'code' = 'access.token-wrong'`,
  )
  expect(events.rowCount).toBe(25)
  expect((await server.as(undefined).post('/session/login', { login: 'nobody', password: 'x' })).json['code']).toBe('session.wrong')
  const counts = await server.owner.query<{ failures: number }>(
    `select failures from ${district}.login_count where address = '127.0.0.1' and about = ''`,
  )
  expect(counts.rows.map(({ failures }) => failures)).toEqual([1])
})

test('使用记录：当天第一次和换了地址各记一次，列表里有最近使用的时间和地址', async () => {
  const server = await testServer()
  const { token } = await made(server, 'officer')
  for (let i = 0; i < 3; i += 1) await program(server, token)('GET', '/problems')
  const used = () => server.owner.query(`select from ${district}.event where act = 'security.use-token'`)
  expect((await used()).rowCount).toBe(1)
  server.moveClock('2026-11-24T08:00:00+08:00')
  await program(server, token)('GET', '/problems')
  expect((await used()).rowCount).toBe(2)
  const { used_at, used_from } = (await server.owner.query(`select used_at, used_from from ${district}.api_token`)).rows[0] as {
    used_at: Date
    used_from: string
  }
  expect([used_at.toISOString(), used_from]).toEqual(['2026-11-24T00:00:00.000Z', '127.0.0.1'])
})

test('可选的操作都真的是某个写入接口的权限', async () => {
  const { app } = await testServer()
  const doors = new Set<string>(app.endpoints.filter(({ method }) => method === 'post').map(({ action }) => action))
  expect(TOKEN_ACT_KEYS.filter((act) => !doors.has(act))).toEqual([])
})
