import { expect, test } from 'vitest'
import { nobodysMatter, personOf } from '#test/people.ts'
import { givenProblems } from '#test/problems-fixture.ts'
import { queuedServer } from '#test/queue.ts'
import type { DailyRow } from '../jobs.contract.ts'

const daily = (name: string, cron: string) => ({ name, cron, timezone: 'Asia/Shanghai', key: 'district' })

test('每日定时按北京时间登记，停用的不再登记；页面写明下次和上次', async () => {
  const { open, owner, as, app, runDaily, scheduleOld } = await queuedServer()
  await scheduleOld('old.work')
  await open()
  const { rows } = await owner.query('select name, cron, timezone, key from pgboss.schedule order by name')
  expect(rows).toEqual([
    daily('closeout.lapse', '20 0 * * *'),
    daily('evidence.sweep-passes', '20 3 * * *'),
    daily('jobs.sweep', '30 3 * * *'),
    daily('org.disable-unused', '20 3 * * *'),
    daily('org.sweep-sessions', '10 3 * * *'),
    daily('reports.sweep-exports', '40 3 * * *'),
  ])
  const listed = async () => (await as('system_admin').get('/jobs')).json['daily'] as DailyRow[]
  const sessions = (await listed()).find(({ title }) => title === '清理过期的登录')
  expect(sessions).toMatchObject({ at: '03:10', last: null })
  expect(sessions?.nextAt).toMatch(/T19:10:00.000Z$/u) // ten past three in Shanghai
  await runDaily('org.sweep-sessions')
  expect((await listed()).find(({ title }) => title === '清理过期的登录')).toMatchObject({ last: { state: 'done' } })
  expect(app.jobs.queue?.nextRuns().size).toBe(6)
})

test('每天忘掉过期的登录、手机拍照码和任务进度，别的不动', async () => {
  const { open, owner, db, runDaily } = await queuedServer()
  const [problem] = await givenProblems(db, [{}])
  const over = "'2026-11-22T10:00:00+08:00'"
  await owner.query(`insert into district.session values ('old', '${personOf('officer')}', ${over}, ${over}, ${over});
    insert into district.camera_pass (token_hash, person_id, matter_id, created_at, expires_at) values
      ('old', '${personOf('officer')}', '${problem}', ${over}, ${over}), ('new', '${personOf('officer')}', '${problem}', ${over}, '2026-11-24');
    insert into district.job_progress values ('${nobodysMatter}', 'x', 1, 2, ${over})`)
  const before = (await owner.query('select token_hash from district.session')).rowCount ?? 0
  await open()
  for (const name of ['org.sweep-sessions', 'evidence.sweep-passes', 'jobs.sweep']) await runDaily(name)
  expect((await owner.query('select token_hash from district.session')).rowCount).toBe(before - 1)
  expect((await owner.query('select token_hash from district.camera_pass')).rows).toEqual([{ token_hash: 'new' }])
  expect((await owner.query('select job_id from district.job_progress')).rowCount).toBe(0)
})

test('别的行政区的任务看不到，也动不了', async () => {
  const { open, owner, as } = await queuedServer()
  await open()
  const { rows } = await owner.query<{ id: string }>(
    `insert into pgboss.job_common (name, data, state, source_name) values ('dead-letter', '{"schema":"elsewhere","person":null,"about":"x"}', 'created', 'intake.commit') returning id`,
  )
  expect((await as('system_admin').get('/jobs')).json['failed']).toEqual([])
  for (const act of ['retry', 'discard', 'cancel'])
    expect((await as('system_admin').post(`/jobs/${rows[0]?.id}/${act}`)).json).toMatchObject({ code: 'jobs.not-found' })
})
