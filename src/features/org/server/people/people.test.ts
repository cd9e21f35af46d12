import { expect, test } from 'vitest'
import { office, oneHand, otherUnit, ownUnit, ownVillage, personOf, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'

const facts = { name: '包联区领导乙', post: '副区长', phone: '0535-1234567', unitId: rootUnit }
type Duties = { id: string; role: string; from: string; to: string | null; isNow: boolean }[]

/** `alone`: not all three administrators are in office, what one grants holds at once. */
async function people({ alone = false } = {}) {
  const server = await testServer()
  if (alone) await oneHand(server.owner)
  const admin = server.as('system_admin')
  const security = server.as('security_admin')
  const person = async (id: string) => (await admin.get(`/org/people/${id}`)).json
  const tag = async (id: string) => ({ 'if-match': `"${String((await person(id))['version'])}"` })
  const dutiesOf = async (id: string) => (await person(id))['duties'] as Duties
  const found = async (query: string) =>
    ((await admin.get(`/org/people?${query}`)).json['rows'] as { name: string }[]).map(({ name }) => name)
  return { ...server, admin, security, officer: server.as('officer'), person, tag, dutiesOf, found }
}

test('新增、修改人员；按姓名、拼音首字母、职务、电话、单位都能找到', async () => {
  const { admin, found, tag } = await people()
  const id = String((await admin.post('/org/people', facts)).json['id'])
  for (const q of ['领导乙', 'blqldy', '副区长', '1234567']) expect(await found(`q=${encodeURIComponent(q)}`), q).toEqual(['包联区领导乙'])
  expect(await found(`q=${encodeURIComponent('住建')}`)).toEqual(['outsider甲'])
  expect(await found('q=%25')).toEqual([])
  expect((await admin.post(`/org/people/${id}`, { ...facts, name: '包联区领导丙', phone: '' }, await tag(id))).status).toBe(200)
  expect(await found('q=blqldb')).toEqual(['包联区领导丙'])
})

test('按单位（含下级）、角色、在任与否筛选，分页有总数', async () => {
  const { admin, found, tag } = await people()
  expect(await found(`unit=${ownUnit}`)).toHaveLength(4)
  expect(await found('role=leader')).toEqual(['leader甲'])
  await admin.post(`/org/people/${personOf('leader')}/end`, { from: '2026-11-23' }, await tag(personOf('leader')))
  expect(await found('role=leader')).toEqual([])
  expect(await found('state=ended')).toEqual(['leader甲'])
  const { json } = await admin.get('/org/people?state=all&size=3&page=2')
  expect([json['total'], (json['rows'] as unknown[]).length]).toEqual([11, 3])
})

test('同一单位不能有两个同名的在任人员，停用的单位不能进人', async () => {
  const { admin, officer } = await people()
  await admin.post('/org/people', facts)
  expect((await admin.post('/org/people', facts)).json['code']).toBe('org.person-taken')
  expect((await admin.post('/org/people', { ...facts, unitId: otherUnit })).status).toBe(200)
  const units = (await officer.get('/org/units')).json['units'] as { id: string; version: number }[]
  const version = units.find(({ id }) => id === ownVillage)?.version
  await officer.post(`/org/units/${ownVillage}/end`, { from: '2026-11-01' }, { 'if-match': `"${version}"` })
  expect((await admin.post('/org/people', { ...facts, unitId: ownVillage })).json['code']).toBe('org.unit-ended')
})

test('同时修改同一人：后者被告知；没有版本号不收', async () => {
  const { admin, tag } = await people()
  const ifMatch = await tag(personOf('head'))
  const path = `/org/people/${personOf('head')}`
  const replies = await Promise.all(['甲', '乙', '丙'].map((name) => admin.post(path, { ...facts, name }, ifMatch)))
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  expect((await admin.post(path, facts)).status).toBe(428)
})

test('授予角色立即生效，终止立即失效', async () => {
  const { security, as, dutiesOf } = await people({ alone: true })
  const id = personOf('handler')
  expect((await as('handler').post('/org/people', facts)).status).toBe(403)
  const granted = await security.post(`/org/people/${id}/duties`, { unitId: office, role: 'officer', from: '2026-11-20', to: null })
  expect(granted.status).toBe(200)
  expect((await as('handler').post('/org/people', facts)).status).toBe(200)
  const duty = String(granted.json['id'])
  expect((await security.post(`/org/duties/${duty}/end`, { from: '2026-11-23' })).status).toBe(200)
  expect((await as('handler').post('/org/people', { ...facts, name: '丁' })).status).toBe(403)
  expect((await dutiesOf(id)).find((each) => each.id === duty)).toMatchObject({ to: '2026-11-22', isNow: false })
})

test('尚未生效的角色今天不起作用，到日子起作用；到期自动失效', async () => {
  const { security, as, moveClock } = await people({ alone: true })
  const give = (seat: 'handler' | 'head', from: string, to: string) =>
    security.post(`/org/people/${personOf(seat)}/duties`, { unitId: office, role: 'officer', from, to })
  await give('handler', '2026-11-24', '2026-11-24')
  await give('head', '2026-11-01', '2026-11-23')
  const tries = async () => [(await as('handler').post('/org/units', {})).status, (await as('head').post('/org/units', {})).status]
  expect(await tries()).toEqual([403, 400])
  moveClock('2026-11-23T17:30:00+08:00') // sessions end after eight idle hours
  await tries()
  moveClock('2026-11-24T00:00:01+08:00')
  expect(await tries()).toEqual([400, 403])
})

test('当天误授的角色收回后不留痕于角色表，凭证仍在', async () => {
  const { security, dutiesOf, owner } = await people({ alone: true })
  const granted = await security.post(`/org/people/${personOf('head')}/duties`, {
    unitId: office,
    role: 'verifier',
    from: '2026-11-23',
    to: null,
  })
  await security.post(`/org/duties/${String(granted.json['id'])}/end`, { from: '2026-11-23' })
  expect(await dutiesOf(personOf('head'))).toHaveLength(1)
  const { rows } = await owner.query("select changes->0->'after' as after from event where act = 'org.end-duty'")
  expect(rows).toEqual([{ after: null }])
})

test('系统管理员与业务角色互斥', async () => {
  const { security } = await people()
  const give = (seat: 'officer' | 'system_admin', role: string) =>
    security.post(`/org/people/${personOf(seat)}/duties`, { unitId: office, role, from: '2026-11-23', to: null })
  expect((await give('system_admin', 'handler')).json['code']).toBe('org.admin-exclusive')
  expect((await give('officer', 'system_admin')).json['code']).toBe('org.admin-exclusive')
})

test('最后一名系统管理员不能终止角色、不能离任、不能停用账号', async () => {
  const { admin, security, dutiesOf, tag } = await people()
  const id = personOf('system_admin')
  const [duty] = await dutiesOf(id)
  const version = await tag(id)
  expect((await security.post(`/org/duties/${duty?.id}/end`, { from: '2027-01-01' })).json['code']).toBe('org.last-admin')
  expect((await admin.post(`/org/people/${id}/end`, { from: '2027-01-01' }, version)).json['code']).toBe('org.last-admin')
  expect((await admin.post(`/org/people/${id}/account/switch`, { enabled: false })).json['code']).toBe('org.last-admin')
})

test.each(['停用账号', '终止角色', '离任'] as const)('几名系统管理员同时%s，总留一名', async (how) => {
  const { admin, security, owner, dutiesOf, tag } = await people({ alone: true })
  await owner.query("update duty set to_on = '2026-12-31' where role = 'system_admin'") // the one who acts leaves soon and does not count
  const crew: { id: string; duty: string; ifMatch: Record<string, string> }[] = []
  for (const name of ['一', '二', '三', '四', '五']) {
    const id = String((await admin.post('/org/people', { ...facts, name })).json['id'])
    await owner.query("insert into account (person_id, login, password_hash) values ($1, $2, 'none')", [id, `crew-${crew.length}`])
    await security.post(`/org/people/${id}/duties`, { unitId: office, role: 'system_admin', from: '2026-11-01', to: null })
    crew.push({ id, duty: (await dutiesOf(id))[0]?.id ?? '', ifMatch: await tag(id) })
  }
  const acts: Record<typeof how, (one: (typeof crew)[number]) => Promise<{ status: number }>> = {
    停用账号: ({ id }) => admin.post(`/org/people/${id}/account/switch`, { enabled: false }),
    终止角色: ({ duty }) => security.post(`/org/duties/${duty}/end`, { from: '2026-11-23' }),
    离任: ({ id, ifMatch }) => admin.post(`/org/people/${id}/end`, { from: '2026-11-23' }, ifMatch),
  }
  const replies = await Promise.all(crew.map((one) => acts[how](one)))
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(4)
  expect(replies.filter(({ status }) => status === 409)).toHaveLength(1)
})

test('离任：角色一并终止，会话结束；恢复后人在而角色不在', async () => {
  const { admin, security, as, dutiesOf, tag } = await people()
  const id = personOf('handler')
  expect((await admin.post(`/org/people/${id}/end`, { from: '2026-11-23' }, await tag(id))).status).toBe(200)
  expect((await as('handler').get('/session/me')).status).toBe(401)
  expect(await dutiesOf(id)).toMatchObject([{ to: '2026-11-22' }])
  expect(
    (await security.post(`/org/people/${id}/duties`, { unitId: office, role: 'handler', from: '2026-11-23', to: null })).json['code'],
  ).toBe('org.person-ended')
  expect((await admin.post(`/org/people/${id}/end`, { from: null }, await tag(id))).status).toBe(200)
  expect((await dutiesOf(id)).filter(({ isNow }) => isNow)).toEqual([])
})

test('没有的人、没有的角色 404；不合格的输入 400', async () => {
  const { admin, security } = await people()
  const nobody = '00000000-0000-4000-8000-000000000099'
  expect((await admin.get(`/org/people/${nobody}`)).status).toBe(404)
  expect((await security.post(`/org/duties/${nobody}/end`, { from: '2026-11-23' })).status).toBe(404)
  for (const over of [{ phone: 'abc' }, { name: '' }, { unitId: 'x' }, { post: 'x'.repeat(61) }, { extra: 1 }])
    expect((await admin.post('/org/people', { ...facts, ...over })).status, JSON.stringify(over)).toBe(400)
  const backwards = { unitId: office, role: 'head', from: '2026-11-23', to: '2026-11-22' }
  expect((await security.post(`/org/people/${personOf('head')}/duties`, backwards)).json['message']).toBe('终止日期不能早于起始日期')
  expect((await admin.get('/org/people?size=201')).status).toBe(400)
})

test.each(['system_admin', 'security_admin', 'audit_admin'] as const)(
  '专班成员不能修改、不能登记离任 %s；最后一名也不能停用',
  async (seat) => {
    const { officer, admin, tag } = await people()
    const id = personOf(seat)
    const changed = await officer.post(`/org/people/${id}`, { ...facts, name: '改名' }, await tag(id))
    const ended = await officer.post(`/org/people/${id}/end`, { from: '2026-11-23' }, await tag(id))
    expect([changed, ended].map(({ status, json }) => [status, json['code']])).toEqual([
      [403, 'org.admins-only'],
      [403, 'org.admins-only'],
    ])
    expect((await admin.post(`/org/people/${id}/account/switch`, { enabled: false })).json['code']).toBe('org.last-admin')
  },
)

test('安全管理员到任后角色由其授予，系统管理员不再授予；没有到任时系统管理员授予；谁也不给自己授予', async () => {
  const { admin, security, owner } = await people()
  const handler = personOf('handler')
  const officerNow = { unitId: office, role: 'officer', from: '2026-11-23', to: null }
  const give = (by: typeof admin, to: string, role = 'officer') => by.post(`/org/people/${to}/duties`, { ...officerNow, role })
  expect((await give(admin, handler)).json['code']).toBe('org.security-only')
  expect((await give(security, personOf('security_admin'), 'security_admin')).json['code']).toBe('org.own-duty')
  expect((await security.post(`/org/people/${handler}/account/reset`)).status).toBe(403)
  expect((await security.post('/org/people', facts)).status).toBe(403)
  expect((await give(security, handler)).status).toBe(200)
  await owner.query('update district.account set disabled_at = now() where person_id = $1', [personOf('security_admin')])
  expect((await give(admin, personOf('head'))).status).toBe(200)
})

test('三员互斥由数据库把关：绕过程序也写不进', async () => {
  const { db } = await people()
  const client = await db.pool.connect()
  const add = (seat: 'system_admin' | 'audit_admin' | 'officer', role: string) =>
    client.query(
      `insert into duty (id, person_id, unit_id, role, from_on) values (gen_random_uuid(), '${personOf(seat)}', '${office}', '${role}', '2026-11-23')`,
    )
  try {
    await client.query('set search_path to district')
    for (const [seat, role] of [
      ['system_admin', 'audit_admin'],
      ['audit_admin', 'security_admin'],
      ['audit_admin', 'handler'],
      ['officer', 'security_admin'],
    ] as const)
      await expect(add(seat, role), `${seat} ${role}`).rejects.toThrow('an administrator holds no other role')
  } finally {
    client.release(true)
  }
})
