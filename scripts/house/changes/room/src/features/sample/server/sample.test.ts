import { expect, test } from 'vitest'
import { GRANTS } from '#kernel/rooms.ts'
import type { Database } from '#platform/db.ts'
import { otherUnit, ownUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { verified } from '#test/verify.ts'

async function takenSamples() {
  const server = await testServer()
  const take = async (title: string, unitId: string) =>
    String((await server.as('officer').post('/samples', { title, unitId, dueOn: '2026-12-01' })).json['id'])
  return { ...server, own: await take('某河涌断面水样', ownUnit), other: await take('某厂界噪声', otherUnit) }
}

/** What verify finds but for the people of the test, who came in by no act. */
const ofSamples = async (db: Database) =>
  (await verified(db)).findings.filter(({ where }) => !/^(?:account|duty|person|source|unit) /u.test(where))

test('待办、搜索、办理记录、核对：一个房间只要宣布自己', async () => {
  const { as, own, other, db } = await takenSamples()
  const handler = as('handler')
  expect(JSON.stringify((await handler.get('/todo')).json)).toContain('某河涌断面水样')
  expect(JSON.stringify((await handler.get('/todo')).json)).not.toContain('某厂界噪声')
  const found = async (q: string) => JSON.stringify((await handler.get(`/matters/search?q=${encodeURIComponent(q)}`)).json)
  expect(await found('断面水样')).toContain(own)
  expect(await found('厂界')).not.toContain(other)
  expect((await handler.post(`/samples/${other}/report`, { finding: '达标' }, { 'if-match': '"1"' })).json['code']).toBe('matter.not-found')
  expect((await handler.post(`/samples/${own}/report`, { finding: '氨氮超标' }, { 'if-match': '"1"' })).status).toBe(200)
  expect((await handler.post(`/samples/${own}/report`, { finding: '达标' }, { 'if-match': '"2"' })).json['code']).toBe('sample.reported')
  expect(JSON.stringify((await handler.get('/todo')).json)).not.toContain('某河涌断面水样')
  const history = JSON.stringify((await handler.get(`/matters/${own}/timeline`)).json)
  for (const word of ['登记样品', '登记检测结果', '氨氮超标', '已出结果']) expect(history).toContain(word)
  expect(await ofSamples(db)).toEqual([])
})

test('核对：绕过办理改动样品，查得出来', async () => {
  const { own, owner, db } = await takenSamples()
  await owner.query("update district.sample set finding = '达标' where matter_id = $1", [own])
  expect(await ofSamples(db)).toMatchObject([{ where: `sample ${own}` }])
})

test('权限表里有这个房间的每一项', () => {
  expect(Object.keys(GRANTS)).toEqual(expect.arrayContaining(['sample.view', 'sample.manage', 'sample.report']))
})
