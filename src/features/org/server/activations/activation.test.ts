import { expect, test } from 'vitest'
import { oneHand, personOf, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'

/** All three administrators are in office; somebody new stands in the directory. */
async function withNewcomer() {
  const server = await testServer()
  const [system, security, audit] = [server.as('system_admin'), server.as('security_admin'), server.as('audit_admin')]
  const { json } = await system.post('/org/people', { name: '承办人丁', post: null, phone: null, unitId: rootUnit })
  const id = String(json['id'])
  const path = `/org/people/${id}/account`
  const waiting = async () =>
    (await system.get('/org/activations')).json['activations'] as { id: string; kind: string; deciders: string[] }[]
  const decide = async (who: typeof system, decision: string, reason?: string) =>
    who.post(`/org/activations/${(await waiting())[0]?.id ?? ''}/decision`, { decision, reason })
  const login = (password: string, name = 'ding') => server.as(undefined).post('/session/login', { login: name, password })
  const acts = async () => (await server.owner.query<{ act: string }>("select act from event where act like 'org.%' order by id")).rows
  return { ...server, system, security, audit, id, path, waiting, decide, login, acts }
}

test('新开的账号：安全管理员启用之前不能登录，提交人自己不能启用', async () => {
  const { system, security, path, decide, login, waiting } = await withNewcomer()
  const opened = await system.post(path, { login: 'ding' })
  expect(opened.json).toMatchObject({ waits: true })
  const password = String(opened.json['password'])
  expect((await login(password)).status).toBe(401)
  expect(await waiting()).toMatchObject([{ kind: 'account', login: 'ding', madeBy: 'system_admin甲', deciders: ['security_admin甲'] }])
  const own = await decide(system, 'activated')
  expect([own.status, own.json['message']]).toEqual([403, '这项变更须由安全管理员启用或退回；提交人和当事人不能办理，提交人只能撤回'])
  expect((await decide(security, 'activated')).status).toBe(200)
  expect((await login(password)).status).toBe(200)
  expect(await waiting()).toEqual([])
})

test('等待期间不能绕过：停用再启用、再提交一次、重置都不能使账号可用', async () => {
  const { system, path, login } = await withNewcomer()
  const first = String((await system.post(path, { login: 'ding' })).json['password'])
  await system.post(`${path}/switch`, { enabled: false })
  expect((await system.post(`${path}/switch`, { enabled: true })).json).toMatchObject({ waits: true })
  expect((await system.post(`${path}/switch`, { enabled: true })).json['code']).toBe('org.activation-waits')
  const second = String((await system.post(`${path}/reset`)).json['password'])
  expect((await system.post(`${path}/reset`)).json['code']).toBe('org.activation-waits')
  for (const password of [first, second]) expect((await login(password)).status).toBe(401)
})

test('授予角色：系统管理员启用之前没有这个角色，退回要写原因，退回后还是没有', async () => {
  const { system, security, id, decide, waiting } = await withNewcomer()
  const role = { unitId: rootUnit, role: 'officer', from: '2026-11-01', to: null }
  const duties = async () => (await system.get(`/org/people/${id}`)).json['duties'] as unknown[]
  expect((await security.post(`/org/people/${id}/duties`, role)).json).toEqual({ id: null, waits: true })
  expect((await security.post(`/org/people/${id}/duties`, role)).json['code']).toBe('org.activation-waits')
  expect(await duties()).toEqual([])
  expect((await decide(security, 'activated')).status).toBe(403)
  expect((await decide(system, 'refused')).json['message']).toBe('请填写退回的原因')
  expect((await decide(system, 'refused', '不是本人申请')).status).toBe(200)
  expect(await duties()).toEqual([])
  await security.post(`/org/people/${id}/duties`, role)
  expect((await decide(system, 'activated')).status).toBe(200)
  expect(await duties()).toMatchObject([{ role: 'officer' }])
  expect(await waiting()).toEqual([])
})

test('启用时再核对一次：这期间已有别的角色与之互斥的，不予启用', async () => {
  const { system, security, id, decide, owner } = await withNewcomer()
  await security.post(`/org/people/${id}/duties`, { unitId: rootUnit, role: 'audit_admin', from: '2026-11-01', to: null })
  await owner.query(
    "insert into duty (id, person_id, unit_id, role, from_on) values (gen_random_uuid(), $1, $2, 'officer', '2026-01-01')",
    [id, rootUnit],
  )
  expect((await decide(system, 'activated')).json['code']).toBe('org.admin-exclusive')
})

test('重置密码：启用之前原密码照用，新密码无效；撤回后仍是原密码', async () => {
  const { system, security, path, decide, login, owner } = await withNewcomer()
  const old = String((await system.post(path, { login: 'ding' })).json['password'])
  await decide(security, 'activated')
  await owner.query('update account set must_change = false where login = $1', ['ding'])
  const fresh = String((await system.post(`${path}/reset`)).json['password'])
  expect((await login(fresh)).status).toBe(401)
  expect((await login(old)).status).toBe(200)
  expect((await decide(security, 'withdrawn')).status).toBe(403)
  expect((await decide(system, 'withdrawn')).status).toBe(200)
  expect((await login(fresh)).status).toBe(401)
  const again = String((await system.post(`${path}/reset`)).json['password'])
  await decide(security, 'activated')
  expect((await login(old)).status).toBe(401)
  expect((await login(again)).status).toBe(200)
  expect((await owner.query('select from activation where password_hash is not null')).rowCount).toBe(0)
})

test('关系到唯一的安全管理员本人时，由审计管理员启用；当事人不能', async () => {
  const { system, security, audit, decide, waiting } = await withNewcomer()
  await system.post(`/org/people/${personOf('security_admin')}/account/reset`)
  expect(await waiting()).toMatchObject([{ deciders: ['audit_admin甲'] }])
  expect((await decide(security, 'activated')).status).toBe(403)
  expect((await decide(audit, 'activated')).status).toBe(200)
})

test('两人同时启用：只有一次有效', async () => {
  const { system, security, path, waiting, acts } = await withNewcomer()
  await system.post(path, { login: 'ding' })
  const [one] = await waiting()
  const replies = await Promise.all(
    [1, 2, 3].map(() => security.post(`/org/activations/${one?.id ?? ''}/decision`, { decision: 'activated' })),
  )
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  expect((await acts()).map(({ act }) => act)).toEqual(['org.add-person', 'org.submit-activation', 'org.activate', 'org.open-account'])
})

test('三员没有到齐时一人即可办理，记录里写明', async () => {
  const { system, path, login, owner } = await withNewcomer()
  await oneHand(owner)
  const opened = await system.post(path, { login: 'ding' })
  expect(opened.json).toMatchObject({ waits: false })
  expect((await login(String(opened.json['password']))).status).toBe(200)
  const { rows } = await owner.query("select reason from event where act = 'org.open-account'")
  expect(rows).toEqual([{ reason: '系统、安全、审计管理员尚未全部到任，由一人办理' }])
})

test('登录方式：改变也要另一人启用；至少留一名用本系统密码的系统管理员', async () => {
  const { system, security, path, decide, login, owner } = await withNewcomer()
  const password = String((await system.post(path, { login: 'ding' })).json['password'])
  await decide(security, 'activated')
  const hashes = async () =>
    (await owner.query<{ password_hash: string }>("select password_hash from account where login = 'ding'")).rows.map(
      (row) => row.password_hash,
    )
  const before = await hashes()
  expect((await system.post(`${path}/way`, { way: 'ldap' })).json).toEqual({ login: 'ding', password: null, waits: true })
  expect((await login(password)).status).toBe(200)
  await decide(security, 'activated')
  expect((await login(password)).json['code']).toBe('session.directory-silent') // there is no directory here
  const history = await owner.query<{ password_hash: string }>('select password_hash from password_history order by id')
  expect(history.rows.map((row) => row.password_hash)).toEqual(before)
  expect(await hashes()).not.toEqual(before)
  expect((await system.post(`${path}/reset`)).json['code']).toBe('session.password-elsewhere')
  await security.post(`/org/people/${personOf('system_admin')}/account/way`, { way: 'oidc' })
  await system.post(`/org/people/${personOf('system_admin')}/account/way`, { way: 'oidc' })
  expect((await decide(security, 'activated')).json['code']).toBe('org.last-local-admin')
  const { rows } = await owner.query("select way from account where login = 'system-admin'")
  expect(rows).toEqual([{ way: 'local' }])
})

test('重置两步验证：启用之前仍要验证码', async () => {
  const { system, security, decide, owner } = await withNewcomer()
  const person = personOf('head')
  await owner.query("insert into second_factor (person_id, secret, since, last_step) values ($1, 'x', now(), 0)", [person])
  const has = async () => (await owner.query('select from second_factor')).rowCount
  expect((await system.post(`/org/people/${person}/second-factor/reset`)).json).toEqual({ ok: true, waits: true })
  expect(await has()).toBe(1)
  expect((await decide(security, 'activated')).status).toBe(200)
  expect(await has()).toBe(0)
})
