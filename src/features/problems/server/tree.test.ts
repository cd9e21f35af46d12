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
