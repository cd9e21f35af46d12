import { expect, test } from 'vitest'
import type { Defined, JobContext, Progress } from '#platform/jobs/job-types.ts'
import { aSource, personOf } from '#test/people.ts'
import { queuedServer, untilJob } from '#test/queue.ts'
import { commitJob } from '../intake.contract.ts'

const HEAD = '问题编号,反馈问题,整改措施,牵头单位,整改时限'
const row = (i: number) => `K-${i},第${i}号堆场扬尘未覆盖,完成覆盖,区整改专班,2027年6月30日前`
const sheet = (rows: number) => Buffer.from(`\uFEFF${[HEAD, ...Array.from({ length: rows }, (_, i) => row(i))].join('\n')}`)
const NOTHING = { problems: 0, rows: 0, receipts: 0, commits: 0 }
const all = (rows: number) => ({ problems: rows, rows, receipts: 1, commits: 1 })

async function commitStage() {
  const server = await queuedServer()
  const officer = server.as('officer')
  const handIn = async (name: string, rows: number) => {
    const { json } = await officer.upload(`/intake?name=${name}`, sheet(rows))
    const path = `/intake/${String(json['id'])}`
    await officer.post(`${path}/choices`, { sourceId: aSource })
    return path
  }
  const left = async () => {
    const { rows } = await server.owner
      .query<object>(`select (select count(*)::int from district.problem) as problems, (select count(*)::int from district.intake_row) as rows,
      (select count(*)::int from district.intake where receipt is not null) as receipts, (select count(*)::int from district.event where act = 'intake.commit') as commits`)
    return rows[0]
  }
  /** Another way of doing the job, which knows the right one. */
  const replaced = (run: (context: JobContext, original: (context: JobContext) => Promise<unknown>) => Promise<unknown>) => {
    const known = server.app.jobs.defined.get(commitJob.name) as Defined
    server.app.jobs.defined.set(commitJob.name, {
      ...known,
      run: (context, actor, input) => run(context, (changed) => known.run(changed, actor, input)),
    })
  }
  /** Looks on while the job tells how far it is. */
  const watched = (onProgress: (...report: Parameters<Progress>) => Promise<void>) =>
    replaced((context, original) =>
      original({
        ...context,
        progress: async (...report) => {
          await onProgress(...report)
          await context.progress(...report)
        },
      }),
    )
  return { ...server, officer, handIn, left, replaced, watched }
}
/** Imports wait for each other: while this is held none goes on. */
const HOLD = "begin; select pg_advisory_xact_lock(7203004, hashtext('district'))"

test('导入在后台进行：回执与以前一样，同一份再确认是同一项任务，做完以后找得到', async () => {
  const { officer, handIn, open, left, as } = await commitStage()
  const path = await handIn('a.csv', 30)
  expect((await officer.get(`${path}/job`)).json).toEqual({ job: null })
  await open()
  const replies = await Promise.all([officer.post(`${path}/commit`), officer.post(`${path}/commit`)])
  expect(replies.map(({ status }) => status)).toEqual([200, 200])
  expect(new Set(replies.map(({ json }) => json['job'])).size).toBe(1)
  const done = await untilJob({ as }, `${path}/job`, 'done')
  expect(done).toMatchObject({ id: replies[0]?.json['job'], about: 'a.csv', by: 'officer甲', attempt: 1, message: null })
  const receipt = { read: 30, added: 30, updated: 0, unchanged: 0, refused: 0 }
  expect((await officer.get(path)).json).toMatchObject({ state: 'committed', receipt })
  expect(await left()).toEqual(all(30))
  expect((await officer.post(`${path}/commit`)).json).toMatchObject({ code: 'intake.not-open' })
})

test('没有选来源：当场拒绝，不进队列', async () => {
  const { officer, open } = await commitStage()
  const { json } = await officer.upload('/intake?name=b.csv', sheet(2))
  await open()
  const path = `/intake/${String(json['id'])}`
  expect((await officer.post(`${path}/commit`)).json).toMatchObject({ code: 'intake.no-source' })
  expect((await officer.get(`${path}/job`)).json).toEqual({ job: null })
})

test('正在导入：看得到在做什么，不能更正也不能放弃；取消后什么也没有写，可以再来', async () => {
  const { officer, handIn, open, left, as, owner } = await commitStage()
  const path = await handIn('a.csv', 30)
  await owner.query(HOLD)
  await open()
  await officer.post(`${path}/commit`)
  const running = await untilJob({ as }, `${path}/job`, 'running')
  expect(['', '正在识别各列、逐行核对', '正在等前一份导入完成']).toContain(running.phase)
  expect((await officer.post(`${path}/choices`, { sourceId: aSource })).json).toMatchObject({ code: 'intake.committing' })
  expect((await officer.post(`${path}/discard`)).json).toMatchObject({ code: 'intake.committing' })
  expect((await officer.post(`${path}/cancel-commit`)).status).toBe(200)
  expect((await officer.post(`${path}/cancel-commit`)).json).toMatchObject({ code: 'jobs.over' })
  await owner.query('rollback')
  await untilJob({ as }, `${path}/job`, 'cancelled')
  expect(await left()).toEqual(NOTHING)
  await officer.post(`${path}/commit`)
  await untilJob({ as }, `${path}/job`, 'done')
  expect(await left()).toEqual(all(30))
})

test('写到一半取消：一行也不留；进度报到每一批', async () => {
  const { officer, handIn, open, left, as, watched } = await commitStage()
  const path = await handIn('a.csv', 1200)
  const reports: unknown[] = []
  let cancelled = false
  watched(async (phase, done, total) => {
    reports.push([phase, done, total])
    if (done !== 500 || cancelled) return
    cancelled = true
    expect((await officer.post(`${path}/cancel-commit`)).status).toBe(200)
  })
  await open()
  await officer.post(`${path}/commit`)
  await untilJob({ as }, `${path}/job`, 'cancelled')
  await expect.poll(() => reports.at(-1)).toEqual(['正在写入台账', 500, 1200])
  expect(await left()).toEqual(NOTHING)
  await officer.post(`${path}/commit`)
  await expect.poll(() => reports).toContainEqual(['正在写入台账', 1200, 1200])
})

test('最后一刻取消，或任务已被别的进程接手：整份撤回', async () => {
  const { officer, handIn, open, left, as, owner, watched } = await commitStage()
  const path = await handIn('a.csv', 20)
  let takenOver = false
  watched(async (phase) => {
    if (phase !== '正在登记办理记录和回执' || takenOver) return
    takenOver = true
    await owner.query("update pgboss.job set state = 'retry', start_after = now()") // what others do with the job of a silent process
  })
  await open()
  await officer.post(`${path}/commit`)
  await expect.poll(() => takenOver).toBe(true)
  await untilJob({ as }, `${path}/job`, 'done') // the silent try's successor does it, once
  expect(await left()).toEqual(all(20))
})

test('正在登记办理记录时取消：不必等它登记完，整份撤回', async () => {
  const { officer, handIn, open, left, as, owner } = await commitStage()
  const path = await handIn('a.csv', 20)
  await owner.query('begin; lock table district.event in share row exclusive mode')
  await open()
  await officer.post(`${path}/commit`)
  const waits = async () =>
    (await owner.query("select from pg_locks where relation = 'district.event'::regclass and mode = 'RowExclusiveLock' and not granted"))
      .rowCount
  await expect.poll(waits).toBe(1)
  expect((await officer.post(`${path}/cancel-commit`)).status).toBe(200)
  await owner.query('rollback')
  await untilJob({ as }, `${path}/job`, 'cancelled')
  const importing = async () => (await owner.query("select from pg_locks where locktype = 'advisory' and classid = 7203004")).rowCount
  await expect.poll(importing).toBe(0)
  expect(await left()).toEqual(NOTHING)
})

test('排队时失去角色：轮到时拒绝，说明原因，不再重试，什么也没有写', async () => {
  const { officer, handIn, open, left, as, owner } = await commitStage()
  const [first, second] = [await handIn('a.csv', 10), await handIn('b.csv', 10)]
  await owner.query(HOLD)
  await open()
  await officer.post(`${first}/commit`)
  await untilJob({ as }, `${first}/job`, 'running')
  await officer.post(`${second}/commit`)
  await untilJob({ as }, `${second}/job`, 'waiting')
  await owner.query(`commit; begin; select pg_advisory_xact_lock(7203004, hashtext('district')); update district.duty set to_on = '2026-01-01', from_on = '2025-01-01'
    where person_id = '${personOf('officer')}'; commit`)
  await expect
    .poll(async () => (await owner.query("select state::text, output from pgboss.job where data ->> 'about' = 'b.csv'")).rows[0] as object)
    .toMatchObject({ state: 'completed', output: { refusal: { code: 'access.denied' } } })
  expect(await left()).toMatchObject({ commits: 1, problems: 10 })
})

test('一再出错：重试用尽后到系统管理员的页面，写明原因；重试就办成，移除就不再列出', async () => {
  const { officer, handIn, open, left, as, owner, replaced } = await commitStage()
  const [path, other] = [await handIn('a.csv', 10), await handIn('b.csv', 3)]
  let broken = true
  replaced((context, original) => (broken ? Promise.reject(new Error('disk on fire')) : original(context)))
  await open()
  await owner.query('update pgboss.queue set retry_limit = 0')
  for (const each of [path, other]) {
    await officer.post(`${each}/commit`)
    expect(await untilJob({ as }, `${each}/job`, 'failed')).toMatchObject({
      message: '系统出错，已记录。请稍后再试，仍不行请联系系统管理员',
    })
  }
  const admin = as('system_admin')
  const failed = async () => (await admin.get('/jobs')).json['failed'] as { id: string; about: string }[]
  const list = await failed()
  expect(list).toMatchObject([
    { title: '导入台账', about: 'b.csv', by: 'officer甲', state: 'failed', detail: 'disk on fire' },
    { about: 'a.csv', attempt: 1 },
  ])
  expect((await officer.post(`/jobs/${list[0]?.id}/retry`)).status).toBe(403)
  broken = false
  expect((await admin.post(`/jobs/${list[1]?.id}/retry`)).status).toBe(200)
  await untilJob({ as }, `${path}/job`, 'done')
  expect(await left()).toEqual(all(10))
  expect((await admin.post(`/jobs/${list[0]?.id}/discard`)).status).toBe(200)
  expect(await failed()).toEqual([])
  expect((await admin.post(`/jobs/${list[0]?.id}/retry`)).status).toBe(404)
  expect((await admin.get('/jobs')).json).toMatchObject({ running: [], waiting: [], ended: [{ about: 'a.csv', state: 'done' }] })
})
