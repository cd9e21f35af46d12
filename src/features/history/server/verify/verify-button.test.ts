import { readFileSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pathOfFile } from '#platform/files.ts'
import { SETTINGS } from '#kernel/rooms.ts'
import { district } from '#test/database.ts'
import { SEAT_NAMES, personOf } from '#test/people.ts'
import { enter, recordPeople } from '#test/problem-factory.ts'
import { testServer } from '#test/server.ts'
import type { Verification } from '../../verify.contract.ts'

const PHOTO = readFileSync(new URL('../../../../../test/fixtures/evidence/g01-photo-gps.jpg', import.meta.url))

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

test('存下的结果不带材料和文件的名字，名字里有引号、冒号的也不带', async () => {
  const server = await testServer()
  const [photo, table] = ['「某厂」照片.jpg', '某厂：”台账“.wps']
  const now = new Date('2026-11-23T10:00:00+08:00')
  await recordPeople(server.db, now)
  const [problem = ''] = await enter(server.db, now, [['清理河道垃圾', { measures: ['打捞'] }]])
  await server.as('officer').upload(`/matters/${problem}/evidence?name=${encodeURIComponent(photo)}`, PHOTO)
  const { rows } = await server.owner.query<{ hash: string }>(`select file_hash as hash from ${district}.evidence where file_name = $1`, [
    photo,
  ])
  rmSync(pathOfFile(server.files, rows[0]?.hash ?? ''))
  await server.owner.query(
    `with made as (insert into ${district}.intake (id, file_name, file_hash, file_bytes, state, receipt, person_id, created_at)
      values (gen_random_uuid(), $1, 'x', 1, 'committed', '{"read": 2}', $2, now()) returning id)
    insert into ${district}.intake_row (intake_id, seq, sheet, row, outcome, raw) select id, 0, 'Sheet1', 3, 'added', '{}' from made`,
    [table, personOf('officer')],
  )
  await server.as('audit_admin').post('/audit/verifications')
  const [{ findings } = { findings: [] }] = await listed(server)
  const messages = findings.map(({ message }) => message)
  expect(messages).toEqual(expect.arrayContaining([expect.stringMatching(/^「…」的原件不在/u), '导入回执与逐行记录不符：…']))
  expect(messages.join('\n')).not.toMatch(/某厂|照片|台账|jpg|wps/u)
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
