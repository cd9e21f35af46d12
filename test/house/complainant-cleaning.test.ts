import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { cleanAll } from '#features/cleaning/server/clean-all.ts'
import { isDue } from '#features/cleaning/server/cleaning-state.queries.ts'
import { sealNew } from '#features/history/server/seal.jobs.ts'
import { committer } from '#platform/commit.ts'
import { read } from '#platform/db.ts'
import type { JobContext } from '#platform/jobs/job-types.ts'
import { canariesIn, imported, searchedBySeats, searchedTables } from '../complainants/canaries.ts'
import { HASH, oldInstallation } from '../complainants/old-installation.ts'
import { district } from '../database.ts'
import { queuedServer } from '../queue.ts'
import { testBox } from '../server.ts'
import { verified } from '../verify.ts'

type Report = {
  readonly done: string[]
  readonly look: string[]
  readonly counts: { foundIn: string; head: string; kind: string; cells: number }[]
}
const reportIn = (json: Record<string, unknown>) => (json['reports'] as Report[])[0]

test('0032 之前导入的举报人信息：清理后任何表、任何读取接口都没有，链仍成立，报告只有数量', async () => {
  const server = await oldInstallation()
  const { as, owner, db } = server
  await sealNew(db, district)
  expect((await searchedTables(owner)).length).toBeGreaterThan(15) // else there is nothing to clean
  expect((await verified(db, [], testBox)).findings).toEqual([])
  const { rows: before } = await owner.query<{ chain: string }>('select chain from event_seal order by seq')

  expect((await as('officer').post('/complainants/cleaning')).status).toBe(200)

  expect(await searchedTables(owner)).toEqual([])
  const { found, withWording } = await searchedBySeats(server)
  expect([found, withWording > 20]).toEqual([[], true])
  await sealNew(db, district)
  const all = await verified(db, [], testBox)
  expect(all.findings).toEqual([])
  expect(all.redactedEvents).toBeGreaterThan(0)
  const { rows: after } = await owner.query<{ chain: string }>('select chain from event_seal order by seq')
  expect(after.slice(0, before.length)).toEqual(before) // the links stay as they were noted elsewhere

  const { bytes, json } = await as('security_admin').get('/complainants/cleaning')
  expect(canariesIn(bytes.toString('utf8'))).toEqual([])
  expect(await read(db, district, isDue)).toBe(false)
  expect(json).toMatchObject({ reports: [{ done: expect.arrayContaining([expect.stringContaining('原始单元格')]) }] })
  const heads = reportIn(json)
    ?.counts.filter(({ foundIn }) => foundIn === 'raw')
    .map(({ head, kind, cells }) => `${head} ${kind} ${cells}`)
  expect(heads).toEqual(expect.arrayContaining(['举报人信息/姓名 name 2', '举报人信息/身份证号码 idNumber 2']))
  expect(reportIn(json)?.look.join()).toContain('备份')
  expect((await owner.query('select from export_file')).rowCount).toBe(0)
  const { rows: held } = await owner.query(`select phone from responsibility where part = 'person'`)
  expect(held).toEqual([{ phone: null }])
  const { rows: phrases } = await owner.query(
    `select deadline, problem_types as types, matter.due_on from problem join matter on id = matter_id`,
  )
  const mark = '〔举报人姓名已封存〕'
  expect(phrases).toEqual([
    {
      deadline: { kind: 'within', amount: 30, unit: 'workday', anchor: `收到${mark}反馈后` },
      types: ['水污染', `${mark}信访件`],
      due_on: '2026-12-31',
    },
  ])
  const { rows: kinds } = await owner.query('select distinct kind from measure')
  expect(kinds).toEqual([{ kind: `${mark}反映类` }])
})

test('清理后改动记录：封存处之外、封存处、封存记录、封存的原文，改哪里都指出；没有密钥时说明', async () => {
  const { as, owner, db } = await oldInstallation()
  await as('officer').post('/complainants/cleaning')
  await sealNew(db, district)
  const first = `(select min(event_id) from event_redaction)`
  const found = async () => [...new Set((await verified(db, [], testBox)).findings.map(({ check }) => check))]
  const tables = ['district.event', 'district.event_redaction', 'district_sealed.redaction']
  for (const [n, table] of tables.entries())
    await owner.query(`drop table if exists pg_temp.saved${n}; create temp table saved${n} as table ${table}`)
  const restore = () =>
    owner.query(
      tables.map((table, n) => `delete from ${table}; insert into ${table} overriding system value select * from saved${n}`).join('; '),
    )
  const rehash = `update event_redaction r set hash_after = (select ${HASH} from event where id = r.event_id) where event_id = ${first}`
  const tampers = [
    // something else in a redacted event, with its record made to fit
    [`update event set changes = jsonb_set(changes, '{0,table}', '"x"') where id = ${first}; ${rehash}`, 'redaction'],
    [`update event set changes = jsonb_set(changes, '{0,after,cycle}', '9') where id = ${first}`, 'redaction'],
    [`update event_redaction set hash_before = repeat('0', 64) where event_id = ${first}`, 'redaction'],
    [`delete from event_redaction where event_id = ${first}`, 'event-hash'],
    [`update district_sealed.redaction set sealed = '\\x00' where event_id = ${first}`, 'redaction'],
    // an event changed under a record of our own making
    [
      `insert into event_redaction select gen_random_uuid(), e.id, 1, e.hash, e.hash, 1 from event e where act = 'intake.upload'; update event set reason = 'x' where act = 'intake.upload'`,
      'redaction',
    ],
  ] as const
  for (const [statement, check] of tampers) {
    await owner.query(statement)
    expect(await found(), statement).toContain(check)
    await restore()
  }
  expect(await found()).toEqual([])
  expect(await verified(db)).toMatchObject({ redactionsUnopened: true })
})

test('每一步之后都中断、再接着来：与一次做完的结果相同；再清理一次没有新的发现', async () => {
  const whole = await oldInstallation()
  await whole.as('officer').post('/complainants/cleaning')
  const expected = reportIn((await whole.as('officer').get('/complainants/cleaning')).json)

  const { app, as, owner, db, moveClock } = await oldInstallation()
  const now = new Date('2026-11-23T10:00:00+08:00')
  const today = '2026-11-23' as Day
  let runs = 0
  for (let isDone = false; !isDone; runs += 1) {
    let steps = 0
    const progress = async (phase: string) => {
      if (phase === '正在读取导入的原文件') return
      steps += 1
      if (steps > 1 && phase !== '正在登记报告') throw new Error('killed')
    }
    const context = { now, today, schema: district, id: 'test', signal: new AbortController().signal, progress }
    const reads: JobContext['read'] = (work) => read(db, district, work)
    const finish = committer(db, district, { person: null, request: 'test', at: now })
    isDone = await cleanAll(app, { ...context, read: reads, finish }, undefined).then(
      () => true,
      (error: Error) => {
        if (error.message !== 'killed') throw error
        return false
      },
    )
  }
  expect(runs).toBeGreaterThan(5)
  const { json } = await as('officer').get('/complainants/cleaning')
  expect(reportIn(json)).toMatchObject({ counts: expected?.counts, done: expected?.done, look: expected?.look })
  expect(await searchedTables(owner)).toEqual([])
  await sealNew(db, district)
  expect((await verified(db, [], testBox)).findings).toEqual([])

  moveClock('2026-11-23T11:00:00+08:00')
  await as('officer').post('/complainants/cleaning')
  const again = reportIn((await as('officer').get('/complainants/cleaning')).json)
  expect(again).toMatchObject({ counts: [], done: ['没有发现未封存的举报人信息。'] })
})

test('到期自动清理正在进行时，页面显示它，不管先前手动的一次', async () => {
  const { open, owner, as } = await queuedServer()
  await open()
  const data = JSON.stringify({ schema: district, person: null, about: 'x', input: null })
  await owner.query(
    `insert into pgboss.job_common (name, data, state, singleton_key, created_on, started_on, completed_on) values
      ('cleaning.all', $1, 'completed', $2, now(), now(), now()), ('cleaning.due', $1, 'active', $2, now(), now(), null)`,
    [data, district],
  )
  expect((await as('officer').get('/complainants/cleaning')).json['job']).toMatchObject({ state: 'running' })
})

/**
 * Refused rows whose plain 联系电话 only the columns around it tell of, stored as before sealing: so many of each of so many files. The file itself is
 * there for one of them alone: reading takes its time.
 */
async function plainPhones(files: number, rows: number, readable: number) {
  const server = await imported(
    ['信访问题整改台账,,,,', '序号,反馈问题,举报人,联系电话,牵头单位', `1,,甄铭泽,13877770001,区住建局`].join('\n'),
  )
  const { owner } = server
  await owner.query('delete from district_sealed.cell')
  await owner.query(
    `insert into intake select (jsonb_populate_record(i, jsonb_build_object('id', '00000000-0000-4000-8000-' || lpad(n::text, 12, '0'),
        'file_hash', case n when $2 then i.file_hash else repeat('0', 64) end))).*
      from intake i, generate_series(1, $1::int) n`,
    [files, readable],
  )
  await owner.query(
    `insert into intake_row select (jsonb_populate_record(r, jsonb_build_object('intake_id', i.id, 'seq', n, 'matter_id', null,
        'raw', jsonb_build_object('联系电话', '13877770001')))).*
      from intake i, intake_row r, generate_series(101, 100 + $1::int) n where i.id <> r.intake_id`,
    [rows],
  )
  await owner.query('delete from intake_row where seq < 101')
  await owner.query('insert into cleaning_due (since) values (now())')
  const left = async () => (await owner.query(`select from intake_row where raw ? '联系电话'`)).rowCount
  return { ...server, left }
}

test('很多份文件、分几批清理：跨两批的文件，列始终按原文件识别', async () => {
  const { as, left } = await plainPhones(60, 7, 58) // pieces of 200 rows: the third begins with the second row of file 58
  await as('officer').post('/complainants/cleaning')
  expect(await left()).toBe(59 * 7)
  expect(reportIn((await as('officer').get('/complainants/cleaning')).json)?.look.join()).toContain('59 份导入的原文件已不在')
})

test('原文件不在时只按列名识别并报告；文件恢复后再清理，按文件识别', async () => {
  const { app, as, left, moveClock } = await plainPhones(1, 1, 1)
  const file = (await readdir(app.files, { recursive: true })).find((name) => /[0-9a-f]{64}$/u.test(name)) ?? ''
  await rename(join(app.files, file), join(app.files, 'away'))
  await as('officer').post('/complainants/cleaning')
  expect(await left()).toBe(1)
  await rename(join(app.files, 'away'), join(app.files, file))
  moveClock('2026-11-23T11:00:00+08:00')
  await as('officer').post('/complainants/cleaning')
  expect(await left()).toBe(0)
})

test('专班封存漏掉的：一段文字、一列的原始单元格；哪里都不再有，记录有类别没有内容；没有的、无权的被拒绝', async () => {
  const { as, owner, db, matter } = await imported()
  const path = `/matters/${matter}/complainants/seal`
  await owner.query(`update problem set wording = wording || '，线索来自老裁缝铺' where matter_id = $1`, [matter])
  expect((await as('handler').post(path, { kind: 'other', text: '老裁缝铺' })).status).toBe(403)
  expect((await as('officer').post(path, { kind: 'other', text: '没有这段话' })).status).toBe(422)
  expect((await as('officer').post(path, { kind: 'other', text: '老裁缝铺' })).json).toMatchObject({ places: 1 })
  expect((await as('officer').post(path, { kind: 'phone', head: '联系电话' })).status).toBe(200)
  const { rows } = await owner.query<{ row: string }>(
    `select p::text || coalesce((select string_agg(r::text, '') from responsibility r), '') || (select string_agg(e::text, '') from event e) as row from problem p`,
  )
  expect(rows.map(({ row }) => row).join()).not.toMatch(/老裁缝铺|13500000009/u)
  const opened = await as('complainant_reader').post(`/matters/${matter}/complainants/read`, { reason: '核实举报内容' })
  expect(opened.json['cells']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ text: '老裁缝铺' }),
      expect.objectContaining({ text: '13500000009', head: '联系电话' }),
    ]),
  )
  const { findings } = await verified(db, [], testBox)
  expect(findings.filter(({ check }) => check === 'redaction' || check === 'event-hash')).toEqual([])
})

test('填写时发现的：封存的只在封存区，说不是的留下记录；无权的问题被拒绝', async () => {
  const { as, owner, matter } = await imported()
  const path = `/matters/${matter}/complainants/typed`
  const pieces = [{ kind: 'phone', text: '13977770009' }]
  expect((await as('head').post(path, { decision: 'seal', label: '完成情况', pieces })).status).toBe(404) // not theirs
  expect((await as('outsider').post(path, { decision: 'seal', label: '完成情况', pieces })).status).toBe(200)
  expect(
    (await as('outsider').post(path, { decision: 'none', label: '完成情况', pieces: [{ kind: 'name', text: '张三丰' }] })).status,
  ).toBe(200)
  const opened = await as('complainant_reader').post(`/matters/${matter}/complainants/read`, { reason: '核实举报内容' })
  expect(opened.json['cells']).toEqual(expect.arrayContaining([expect.objectContaining({ text: '13977770009', head: '完成情况' })]))
  expect(JSON.stringify(opened.json)).not.toContain('张三丰')
  const { rows } = await owner.query<{ row: string }>(`select e::text as row from event e where act = 'complainant.typed' order by id`)
  expect(rows).toHaveLength(2)
  expect(rows.map(({ row }) => row).join()).not.toMatch(/13977770009|张三丰/u)
  expect(rows.map(({ row }) => row).join()).toContain('不是举报人信息')
})
