import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { rootUnit } from './people.ts'
import { district } from './database.ts'
import { testServer } from './server.ts'

const source = (name: string) => ({ name, class: 'selfcheck', inspectionId: null })
const withKey = (key: string) => ({ 'idempotency-key': key })
type Server = Awaited<ReturnType<typeof testServer>>
const countOf = async ({ owner }: Server, name: string) =>
  (await owner.query<{ n: number }>(`select count(*)::int as n from ${district}.source where name = $1`, [name])).rows[0]?.n

test('同一人同一编号：同样的内容得到同样的答复，只办一次；别的内容 422；换人各算各的', async () => {
  const server = await testServer()
  const { as, owner } = server
  const key = randomUUID()
  const add = (name: string, headers = withKey(key)) => as('officer').post('/org/sources', source(name), headers)
  const first = await add('自查一')
  expect(first.status).toBe(200)
  const again = await add('自查一')
  expect([again.status, again.json]).toEqual([200, first.json])
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(await countOf(server, '自查一')).toBe(1)
  const other = await add('自查二')
  expect([other.status, other.json['code']]).toEqual([422, 'request.key-reused'])
  expect((await add('自查三', withKey('short'))).status).toBe(400)
  const events = await owner.query(`select from ${district}.event where act = 'org.add-source'`)
  expect(events.rowCount).toBe(1)
  const person = { name: '承办人乙', post: null, unitId: rootUnit, phone: null }
  const [one, two] = [
    await as('officer').post('/org/people', person, withKey(key)),
    await as('system_admin').post('/org/people', { ...person, name: '承办人丙' }, withKey(key)),
  ]
  expect([one.status, two.status]).toEqual([200, 200])
})

test('同时二十次：一条记录，其余是同样的答复或“正在办理”', async () => {
  const server = await testServer()
  const key = randomUUID()
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => server.as('officer').post('/org/sources', source('自查二十'), withKey(key))),
  )
  const ids = new Set(replies.flatMap(({ status, json }) => (status === 200 ? [json['id']] : [])))
  expect(ids.size).toBe(1)
  expect(replies.every(({ status, json }) => status === 200 || (status === 409 && json['code'] === 'request.in-progress'))).toBe(true)
  expect(await countOf(server, '自查二十')).toBe(1)
})

test('被拒绝的不占编号：改正之后同一编号照办；二十四小时之后编号作废', async () => {
  const server = await testServer()
  const key = randomUUID()
  await server.as('officer').post('/org/sources', source('自查甲'))
  const taken = await server.as('officer').post('/org/sources', source('自查甲'), withKey(key))
  expect(taken.status).toBe(409)
  expect((await server.as('officer').post('/org/sources', source('自查乙'), withKey(key))).status).toBe(200)
  server.moveClock('2026-11-24T10:30:00+08:00')
  await server.owner.query(`update ${district}.session set seen_at = '2026-11-24T10:29:00+08:00', expires_at = '2026-11-25'`)
  expect((await server.as('officer').post('/org/sources', source('自查丙'), withKey(key))).status).toBe(200)
})

test('答复里有口令的不存：再交一次 409，库里没有口令', async () => {
  const { as, owner } = await testServer()
  const person = await as('officer').post('/org/people', { name: '承办人丁', post: null, unitId: rootUnit, phone: null })
  const open = () =>
    as('system_admin').post(`/org/people/${String(person.json['id'])}/account`, { login: 'ding' }, withKey('a-key-of-mine'))
  const first = await open()
  expect(first.status).toBe(200)
  const again = await open()
  expect([again.status, again.json['code']]).toEqual([409, 'request.answered-once'])
  const rows = await owner.query<{ text: string }>(`select coalesce(reply::text, '') as text from ${district}.idempotency`)
  expect(rows.rows.map(({ text }) => text)).toEqual([''])
})

test('文件也只收一次：同样的字节同样的答复，别的字节 422', async () => {
  const { as, app, tokens, owner } = await testServer()
  const upload = (bytes: string) =>
    app.http.inject({
      method: 'POST',
      url: '/api/intake?name=a.csv',
      headers: { 'content-type': 'application/octet-stream', cookie: `bihuan_session=${tokens.officer}`, ...withKey('file-key-1') },
      payload: Buffer.from(bytes),
    })
  const sheet = '序号,问题,牵头单位\n1,路面积尘,青禾镇\n'
  const [first, again, other] = [await upload(sheet), await upload(sheet), await upload(`${sheet.slice(0, -2)}村\n`)]
  expect([first.statusCode, again.json()]).toEqual([200, first.json()])
  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'request.key-reused'])
  expect((await owner.query(`select from ${district}.intake`)).rowCount).toBe(1)
  expect((await as('officer').get('/intake')).status).toBe(200)
})
