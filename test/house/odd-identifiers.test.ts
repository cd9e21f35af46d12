import { expect, test } from 'vitest'
import { ledgerServer } from '../problems-fixture.ts'

/** An identifier that another program made: PostgreSQL takes it, no version of RFC 9562 made it. */
const ODD = '0c5d1f3a-aaaa-bbbb-cccc-ddddeeeeffff'
const HOLDING = [
  ['matter', 'id'],
  ['matter_number', 'matter_id'],
  ['responsibility', 'matter_id'],
  ['participant', 'matter_id'],
  ['problem', 'matter_id'],
  ['event', 'subject'],
] as const

test('一行的标识不合常规，台账照样列得出、打得开、改得了', async () => {
  const { as, ids, owner } = await ledgerServer([{ wording: '某河涌沿岸生活污水直排' }, { wording: '某工地扬尘扰民' }])
  await owner.query('set session_replication_role = replica')
  for (const [table, column] of HOLDING)
    await owner.query(`update district.${table} set ${column} = $1 where ${column} = $2`, [ODD, ids[0]])
  await owner.query('set session_replication_role = origin')
  const { status, json } = await as('officer').get('/problems')
  expect([status, json['total']]).toEqual([200, 2])
  expect((await as('officer').get(`/problems/${ODD}`)).status).toBe(200)
  const cells = [{ id: ODD, version: 1, column: 'remark', text: '另系统移交' }]
  expect((await as('officer').post('/problems/cells', { cells })).status).toBe(200)
  expect((await as('officer').get(`/matters/${ODD}/timeline`)).status).toBe(200)
})
