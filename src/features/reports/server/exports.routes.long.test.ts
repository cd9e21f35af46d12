import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Defined } from '#platform/jobs/job-types.ts'
import { ownUnit } from '#test/people.ts'
import { givenProblems } from '#test/problems-fixture.ts'
import { JOB_MS, queuedServer } from '#test/queue.ts'
import { type ExportView, exportJob } from '../reports.contract.ts'

/** More than is exported directly. */
const MANY = 4_100

async function exportStage(rows = MANY) {
  const server = await queuedServer()
  await givenProblems(
    server.db,
    Array.from({ length: rows }, (_, i) => ({ wording: `第${i}号堆场`, holders: { lead: [{ unitId: ownUnit }] } })),
  )
  const mine = async (seat: 'officer' | 'supervisor') => (await server.as(seat).get('/reports/exports')).json['exports'] as ExportView[]
  const until = (state: string) =>
    vi.waitFor(
      async () => {
        const [newest] = await mine('officer')
        if (newest?.job.state !== state) throw new Error(JSON.stringify(newest))
        return newest
      },
      { timeout: JOB_MS, interval: 50 },
    )
  const folder = join(server.files, 'exports')
  const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  return { ...server, mine, until, files, folder }
}

test('大的导出成为后台任务：办成以后本人取得到，别人取不到；同一份再导出是同一项；过期后由每日清理删掉', async () => {
  const { as, open, until, mine, files, moveClock, owner, runDaily } = await exportStage()
  await open()
  const officer = as('officer')
  const started = await Promise.all([officer.post('/reports/exports/ledger'), officer.post('/reports/exports/ledger')])
  expect(started.map(({ json }) => json)).toEqual([{ job: started[0]?.json['job'], rows: MANY }, started[0]?.json])
  const { job, file } = await until('done')
  expect(job.about).toBe(`正式台账，${MANY} 项，2026-11-23 10:00`)
  expect(file).toMatchObject({ name: '整改台账_截至20261123-1000.xlsx', rows: MANY, expiresAt: '2026-11-30T02:00:00.000Z' })
  const path = `/reports/exports/${job.id}/file`
  const fetched = await officer.get(path)
  expect([fetched.status, fetched.bytes.length, fetched.bytes.subarray(0, 2).toString()]).toEqual([200, file?.bytes, 'PK'])
  expect((await as('supervisor').get(path)).json).toMatchObject({ code: 'report.no-such-file' })
  expect(await mine('supervisor')).toEqual([])
  expect((await as('supervisor').post(`/reports/exports/${job.id}/cancel`)).status).toBe(404)
  expect((await as('system_admin').get(path)).status).toBe(403)

  expect(files()).toHaveLength(1)
  moveClock('2026-11-30T03:40:00+08:00')
  await runDaily('reports.sweep-exports')
  expect(files()).toHaveLength(1) // kept until ten o'clock
  moveClock('2026-12-01T03:40:00+08:00')
  await runDaily('reports.sweep-exports')
  expect((await owner.query('select id from district.export_file')).rowCount).toBe(0)
  await vi.waitFor(() => expect(files()).toEqual([]), { timeout: JOB_MS }) // bytes go after the rows, and the job is done with the rows
})

test('小的导出照旧直接下载，不成为任务', async () => {
  const { as, open, mine } = await exportStage(3)
  await open()
  expect((await as('officer').post('/reports/exports/ledger')).json).toEqual({ job: null, rows: 3 })
  expect((await as('officer').post('/reports/exports/by-leader', { closure: 'closed' })).json).toEqual({ job: null, rows: 0 })
  expect(await mine('officer')).toEqual([])
})

test('生成途中取消：没有文件留下，进度报到行数；重来就成', async () => {
  const { as, open, until, files, app, owner } = await exportStage()
  const known = app.jobs.defined.get(exportJob.name) as Defined
  const reports: unknown[] = []
  let again = false
  app.jobs.defined.set(exportJob.name, {
    ...known,
    run: (context, actor, input) =>
      known.run(
        {
          ...context,
          progress: async (...step) => {
            reports.push(step)
            if (step[0] === '正在保存文件' && !again) await owner.query("update pgboss.job set state = 'cancelled'")
            await context.progress(...step)
          },
        },
        actor,
        input,
      ),
  })
  await open()
  await as('officer').post('/reports/exports/ledger')
  await until('cancelled')
  expect(reports).toContainEqual(['正在生成文件', MANY, MANY])
  again = true
  await as('officer').post('/reports/exports/ledger')
  await until('done')
  expect(files()).toHaveLength(1)
})

test('存储写不进：任务失败并用中文说明，不留下文件，之后可以重来', async () => {
  const server = await exportStage()
  writeFileSync(server.folder, '') // where the folder would be
  await server.open()
  await server.as('officer').post('/reports/exports/ledger')
  const { job } = await server.until('retrying')
  expect(job.message).toMatch(/^系统出错/u)
  rmSync(server.folder)
  expect((await server.until('done')).file?.rows).toBe(MANY)
  expect(server.files()).toHaveLength(1)
})

test('轮到时已没有导出的权限：拒绝，没有文件', async () => {
  const { as, open, app, owner } = await exportStage()
  const known = app.jobs.defined.get(exportJob.name) as Defined
  const gate = Promise.withResolvers<void>()
  app.jobs.defined.set(exportJob.name, {
    ...known,
    run: (context, actor, input) => gate.promise.then(() => known.run(context, actor && { ...actor, duties: [] }, input)),
  })
  await open()
  await as('officer').post('/reports/exports/ledger')
  gate.resolve()
  await expect
    .poll(
      async () => (await owner.query("select output -> 'refusal' ->> 'code' as code from pgboss.job where name = 'reports.export'")).rows,
    )
    .toEqual([{ code: 'access.denied' }])
  expect((await owner.query('select id from district.export_file')).rowCount).toBe(0)
})
