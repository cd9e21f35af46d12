import { expect, test } from 'vitest'
import { aSource } from '#test/people.ts'
import { testServer } from '#test/server.ts'

const wording = '督察反馈：部分入河排口管控不到位，雨污混接问题突出。'

test('上级原文拆成问题，问题拆成点位：编号连续，点位承接时限和责任，重名只加一次', async () => {
  const { as } = await testServer()
  const officer = as('officer')
  const add = async (form: object) => (await officer.post('/problems', { sourceId: aSource, ...form })).json
  const item = await add({ level: 'item', wording, upstreamNo: '市-07' })
  const problem = await add({
    level: 'problem',
    parentId: item['id'],
    task: '完成东沟河排口整治',
    deadline: '2026年12月底前',
    target: '无污水直排',
  })
  expect([item['no'], problem['no']]).toEqual(['区改2026-0001', '区改2026-0002'])
  const path = `/problems/${String(problem['id'])}`
  const { rows } = (await officer.get('/problems')).json as { rows: { id: string; version: number }[] }
  await officer.post('/problems/cells', { cells: [{ id: problem['id'], version: rows[0]?.version, column: 'lead', text: '区住建局' }] })
  expect((await officer.post(`${path}/points`, { points: ['1号排口', '2号排口', '1 号排口'] })).json).toEqual({ added: 2, unchanged: 1 })
  expect((await officer.post(`${path}/points`, { points: ['2号排口', '3号排口'] })).json).toEqual({ added: 1, unchanged: 1 })
  const points = (await officer.get('/problems?level=point&sort=no')).json['rows'] as {
    point: string
    dueOn: string
    lead: { name: string }[]
  }[]
  expect(points.map(({ point, dueOn, lead }) => [point, dueOn, lead[0]?.name])).toEqual(
    ['1号排口', '2号排口', '3号排口'].map((name) => [name, '2026-12-31', '区住建局']),
  )
  const page = (await officer.get(path)).json as { related: { relation: string }[] }
  expect(page.related.map(({ relation }) => relation).toSorted()).toEqual(['child', 'child', 'child', 'parent'])
  expect((await as('outsider').get('/problems?level=point')).json['total']).toBe(3)
  expect((await as('handler').get('/problems?level=point')).json['total']).toBe(0)
})

test('层级不对、没有权限、版本过期：拒绝；移出再移入', async () => {
  const { as } = await testServer()
  const officer = as('officer')
  const add = async (form: object) => String((await officer.post('/problems', { sourceId: aSource, ...form })).json['id'])
  const item = await add({ level: 'item', wording })
  const problem = await add({ level: 'problem', task: '整治排口' })
  const place = (id: string, parentId: string | null, version: number, seat: 'officer' | 'handler' = 'officer') =>
    as(seat).post(`/problems/${id}/place`, { parentId }, { 'if-match': `"${version}"` })
  expect((await officer.post(`/problems/${item}/points`, { points: ['甲'] })).json).toMatchObject({ code: 'problem.wrong-level' })
  expect((await place(item, problem, 1)).json).toMatchObject({ code: 'problem.wrong-level' })
  expect((await place(problem, item, 1, 'handler')).status).toBe(403)
  expect((await officer.post(`/problems/${problem}/place`, { parentId: item })).status).toBe(428)
  expect((await place(problem, item, 1)).json).toEqual({ version: 2 })
  expect((await place(problem, null, 1)).status).toBe(409)
  expect((await place(problem, null, 2)).json).toEqual({ version: 3 })
  expect((await officer.post('/problems', { level: 'problem', sourceId: aSource })).json).toMatchObject({
    message: '请填写问题原文或整改任务',
  })
})

test('更正收到日期：立行立改的最后日期随之改变，同日收到的点位也改，理由留在记录里；晚于今天、没变、没有理由：拒绝', async () => {
  const { as, owner } = await testServer()
  const officer = as('officer')
  const added = await officer.post('/problems', { sourceId: aSource, level: 'problem', task: '清运堆土', deadline: '立行立改', wording })
  const id = String(added.json['id'])
  await officer.post(`/problems/${id}/points`, { points: ['东侧', '西侧'] })
  const pageOf = async (each = id) =>
    (await officer.get(`/problems/${each}`)).json as { version: number; receivedOn: string; row: { dueOn: string } }
  const before = await pageOf()
  const mend = async (form: object, version = before.version) =>
    officer.post(`/problems/${id}/received`, form, { 'if-match': `"${version}"` })
  expect((await mend({ receivedOn: '2099-01-01', reason: '记错' })).json['code']).toBe('problem.received-later')
  expect((await mend({ receivedOn: before.receivedOn, reason: '记错' })).json['code']).toBe('problem.received-same')
  expect((await mend({ receivedOn: '2026-11-02' })).status).toBe(400)
  expect((await mend({ receivedOn: '2026-11-02', reason: '交办单上的日期' })).json).toEqual({ ok: true })
  const after = await pageOf()
  expect([after.receivedOn, before.row.dueOn > '2026-12-01', after.row.dueOn]).toEqual(['2026-11-02', true, '2026-11-17'])
  const points = (await officer.get('/problems?level=point')).json['rows'] as { dueOn: string }[]
  expect(points.map(({ dueOn }) => dueOn)).toEqual(['2026-11-17', '2026-11-17'])
  const events = await owner.query<{ reason: string }>("select reason from district.event where act = 'problem.mend-received'")
  expect(events.rows.map(({ reason }) => reason)).toEqual(Array.from({ length: 3 }, () => '交办单上的日期'))
  expect((await mend({ receivedOn: '2026-11-03', reason: '再改' })).status).toBe(409)
})

test('同一来源的同一上级编号、原文相同：不再收第二遍，说明已有哪一条', async () => {
  const { as } = await testServer()
  const form = { sourceId: aSource, level: 'problem', wording, upstreamNo: '市-07' }
  const first = await as('officer').post('/problems', form)
  const second = await as('officer').post('/problems', form)
  expect([first.status, second.status, second.json['code']]).toEqual([200, 409, 'problem.already'])
  expect(second.json['message']).toContain(String(first.json['no']))
})
