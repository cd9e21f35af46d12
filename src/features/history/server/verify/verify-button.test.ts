import { expect, test } from 'vitest'
import { SETTINGS } from '#kernel/rooms.ts'
import { district } from '#test/database.ts'
import { SEAT_NAMES, personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import type { Verification } from '../../verify.contract.ts'

const listed = async (server: Awaited<ReturnType<typeof testServer>>) =>
  (await server.as('audit_admin').get('/audit/verifications')).json['verifications'] as Verification[]

test('审计管理员核验：结果存下，列出何时、何人、是否一致；核验本身入审计记录；结果改不了', async () => {
  const server = await testServer()
  const auditor = server.as('audit_admin')
  await server.as('officer').post('/org/sources', { name: '自查一', class: 'selfcheck', inspectionId: null })
  const begun = await auditor.post('/audit/verifications')
  expect([begun.status, begun.json['job']]).toEqual([200, null])
  const [first] = await listed(server)
  expect(first).toMatchObject({ by: 'audit_admin甲', at: '2026-11-23T02:00:00.000Z' })
  const before = first?.places ?? -1
  await server.owner.query(`update ${district}.source set name = '改过' where name = '自查一'`)
  await auditor.post('/audit/verifications')
  const all = await listed(server)
  expect(all).toHaveLength(2)
  const changed = all.find(({ places }) => places === before + 1)
  expect(changed?.findings.map(({ message }) => message)).toContain('这一行与最后一条办理记录不符：绕过系统改动')
  const events = await server.owner.query(`select origin, actor_id from ${district}.event where act = 'security.verify' order by id`)
  expect(events.rows).toHaveLength(2)
  expect((events.rows[1] as { actor_id: string }).actor_id).toBe(personOf('audit_admin'))
  for (const statement of ['update verification set places = 0', 'delete from verification', 'truncate verification'])
    await expect(
      server.db.pool
        .query(`begin; set local role bihuan_app; set local search_path to ${district}; ${statement}; commit`)
        .finally(() => void server.db.pool.query('rollback')),
    ).rejects.toThrow(/permission denied/)
})

test('别的角色不能核验，也看不到结果', async () => {
  const { as } = await testServer()
  for (const seat of SEAT_NAMES.filter((each) => each !== 'audit_admin'))
    expect([seat, (await as(seat).post('/audit/verifications')).status, (await as(seat).get('/audit/verifications')).status]).toEqual([
      seat,
      403,
      403,
    ])
})

test('保存期限：标准三年，低于 180 天的不收；没有能删记录的接口', async () => {
  const { as, app } = await testServer()
  const { shape, standard } = SETTINGS['audit.days']
  expect(standard).toBe(3 * 365)
  expect([shape.safeParse(179).success, shape.safeParse(180).success]).toEqual([false, true])
  const save = (value: number) => as('security_admin').post('/org/security/audit.days', { value }, { 'if-match': '"0"' })
  expect((await save(179)).status).toBe(400)
  expect((await save(180)).status).toBe(200)
  const record = app.endpoints.filter(({ path, method }) => method === 'post' && /^\/(audit|history)/.test(path))
  expect(record.map(({ path }) => path)).toEqual(['/audit/verifications'])
})
