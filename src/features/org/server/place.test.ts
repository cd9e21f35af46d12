import { afterAll, expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { read } from '#platform/db.ts'
import { newApp } from '#platform/http.ts'
import { PLAIN } from '#platform/transport.ts'
import { district } from '#test/database.ts'
import { aSource, actorWith, otherUnit, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { orgModule } from './org.module.ts'
import { loadCalendar, loadSettings } from './settings/settings.queries.ts'

const inspection = {
  level: 'central',
  kind: 'routine',
  name: '第三轮中央生态环境保护督察',
  round: '第三轮',
  batch: '第五批',
  province: '样例省',
  entryOn: '2026-05-10',
  exitOn: '2026-06-10',
  feedbackOn: null,
}

async function place() {
  const server = await testServer()
  const officer = server.as('officer')
  const listed = async (kind: 'inspections' | 'sources', id: string) =>
    ((await officer.get('/org/inspections')).json[kind] as { id: string; version: number }[]).find((each) => each.id === id)
  const tag = async (kind: 'inspections' | 'sources', id: string) => ({ 'if-match': `"${(await listed(kind, id))?.version}"` })
  const setting = async (key: string) =>
    ((await officer.get('/org/settings')).json['settings'] as { key: string; value: unknown; version: number; made: object }[]).find(
      (each) => each.key === key,
    )
  return { ...server, officer, listed, tag, setting }
}

/** The same endpoints with a room to the right that notes what it answers to. */
async function withHook() {
  const { db, officer, tag } = await place()
  const ran: string[] = []
  const app = newApp(
    {
      db,
      clock: () => new Date('2026-11-23T10:00:00+08:00'),
      files: '',
      transport: PLAIN,
      pause: async () => undefined,
      schemaFor: () => district,
      callerOf: async () => ({ actor: actorWith('officer') }),
    },
    [
      {
        ...orgModule,
        reactions: [
          async (_, events) => {
            ran.push(...events.map(({ act }) => act))
            return [{ act: 'problem.recompute-due' as const, subject: rootUnit, rows: [] }]
          },
        ],
      },
    ],
  )
  const post = (url: string, payload: object, headers = {}) => app.http.inject({ method: 'POST', url: `/api${url}`, payload, headers })
  return { ran, post, officer, tag }
}

// Holidays are shared by all districts of an installation, so other tests of this worker would see what is loaded here.
afterAll(async () => {
  const { owner } = await testServer()
  await owner.query('delete from shared.holiday where year = 2027; delete from shared.holiday_year where year = 2027')
})

test('督察：只分中央和省级，进驻、离开、反馈日期有先后', async () => {
  const { officer, tag, listed } = await place()
  const id = String((await officer.post('/org/inspections', inspection)).json['id'])
  expect(await listed('inspections', id)).toMatchObject({ name: inspection.name, entryOn: '2026-05-10' })
  const save = async (over: object) => officer.post(`/org/inspections/${id}`, { ...inspection, ...over }, await tag('inspections', id))
  expect((await save({ level: 'district' })).json['message']).toBe('督察只分中央和省级')
  expect((await save({ exitOn: '2026-05-09' })).status).toBe(400)
  expect((await save({ feedbackOn: '2026-01-01' })).status).toBe(400)
  expect((await save({ batch: '' })).status).toBe(200)
  expect(await listed('inspections', id)).toMatchObject({ batch: null })
  expect((await officer.post('/org/inspections', inspection)).json['code']).toBe('org.name-taken')
  expect((await officer.post(`/org/inspections/${id}`, inspection, { 'if-match': '"1"' })).json['code']).toBe('org.changed')
})

test('问题来源：可属于某次督察，也可不属于', async () => {
  const { officer, tag, listed } = await place()
  const source = { name: '省级警示片', class: 'film', inspectionId: null }
  const id = String((await officer.post('/org/sources', source)).json['id'])
  const inspected = String((await officer.post('/org/inspections', inspection)).json['id'])
  expect((await officer.post(`/org/sources/${id}`, { ...source, inspectionId: inspected }, await tag('sources', id))).status).toBe(200)
  expect(await listed('sources', id)).toMatchObject({ inspectionId: inspected })
  expect((await officer.post('/org/sources', source)).json['code']).toBe('org.name-taken')
  const nowhere = { ...source, name: '别的', inspectionId: '00000000-0000-4000-8000-000000000099' }
  expect((await officer.post('/org/sources', nowhere)).status).toBe(404)
})

test('放假安排：看得到已知和未知的年份；载入 2027 年后按它计算', async () => {
  const { officer, db } = await place()
  const years = (await officer.get('/org/holidays')).json
  expect((years['years'] as { year: number }[]).map(({ year }) => year)).toEqual([2026, 2025, 2024, 2023])
  expect(years['unknown']).toEqual([2027, 2028])
  expect((await officer.get('/org/holidays/2027')).json).toEqual({ year: 2027, source: null, days: [], version: 0 })
  const load = (days: object[], version: number) =>
    officer.post('/org/holidays/2027', { source: '国务院办公厅通知', days }, { 'if-match': `"${version}"` })
  const newYear = { day: '2027-01-01', name: '元旦', kind: 'off' }
  expect((await load([newYear], 7)).json['code']).toBe('org.changed')
  expect((await load([newYear, { ...newYear, day: '2026-12-31' }], 0)).json['code']).toBe('holiday.mixed-years')
  expect((await load([newYear, newYear], 0)).json['code']).toBe('holiday.twice')
  expect((await load([], 0)).status).toBe(400)
  expect((await load([newYear, { day: '2027-01-03', name: '元旦', kind: 'on' }], 0)).status).toBe(200)
  const calendar = await read(db, district, loadCalendar)
  expect([calendar.years.has(2027), calendar.off.has('2027-01-01'), calendar.on.has('2027-01-03')]).toEqual([true, true, true])
  const loaded = (await officer.get('/org/holidays/2027')).json
  expect((await load([newYear], Number(loaded['version']))).status).toBe(200)
  expect((await officer.get('/org/holidays/2027')).json['days']).toEqual([newYear])
})

test('设置：每次保存是一个新版本，注明谁改的；不合范围的不收', async () => {
  const { officer, setting, db, owner } = await place()
  const key = 'deadline.immediate-days'
  expect(await setting(key)).toMatchObject({ value: 15, version: 0, made: { by: null } })
  const save = (value: unknown, version: number) => officer.post(`/org/settings/${key}`, { value }, { 'if-match': `"${version}"` })
  expect((await save(20, 0)).status).toBe(200)
  expect(await setting(key)).toMatchObject({ value: 20, version: 1, made: { by: 'officer甲' } })
  expect((await save(30, 0)).json['code']).toBe('org.changed')
  for (const value of [0, 366, '15', 1.5, null, undefined]) expect((await save(value, 1)).status, String(value)).toBe(400)
  expect((await save(15, 1)).status).toBe(200)
  const { rows } = await owner.query('select version, value from setting order by version')
  expect(rows).toEqual([
    { version: 1, value: 20 },
    { version: 2, value: 15 },
  ])
  expect((await read(db, district, loadSettings))['deadline.immediate-days']).toBe(15)
  expect((await officer.post('/org/settings/no-such', { value: 1 }, { 'if-match': '"0"' })).status).toBe(400)
})

test('同时保存同一设置，只有一个成功', async () => {
  const { officer } = await place()
  const replies = await Promise.all(
    [3, 5, 9].map((value) => officer.post('/org/settings/desk.soon-days', { value }, { 'if-match': '"0"' })),
  )
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
})

test('影响期限的改动，右边的房间在同一事务里得知：督察日期、来源、放假安排、设置', async () => {
  const { ran, post, officer, tag } = await withHook()
  const id = (await post('/org/inspections', inspection)).json<{ id: string }>().id
  expect(ran).toEqual(['org.add-inspection'])
  await post(`/org/inspections/${id}`, { ...inspection, entryOn: '2026-05-11' }, await tag('inspections', id))
  await post(`/org/sources/${aSource}`, { name: '改名', class: 'feedback', inspectionId: id }, await tag('sources', aSource))
  await post('/org/settings/deadline.immediate-days', { value: 10 }, { 'if-match': '"0"' })
  const year = (await officer.get('/org/holidays/2027')).json
  const days = [{ day: '2027-01-02' as Day, name: '元旦', kind: 'off' }]
  expect((await post('/org/holidays/2027', { source: '通知', days }, { 'if-match': `"${String(year['version'])}"` })).statusCode).toBe(200)
  expect(ran.slice(1)).toEqual(['org.save-inspection', 'org.save-source', 'org.save-setting', 'org.load-holidays'])
})

test('已认得的名称：指认、改认、取消', async () => {
  const { officer } = await place()
  const name = { kind: 'unit', raw: '住建' }
  expect((await officer.post('/org/known-names', { ...name, targetId: otherUnit })).status).toBe(200)
  expect((await officer.post('/org/known-names', { ...name, targetId: null })).status).toBe(200)
  expect((await officer.get('/org/known-names')).json['names']).toEqual([{ ...name, targetId: null, target: null }])
  expect((await officer.post('/org/known-names', { ...name, kind: 'person', targetId: otherUnit })).status).toBe(404)
  expect((await officer.post('/org/known-names/forget', name)).status).toBe(200)
  expect((await officer.post('/org/known-names/forget', name)).status).toBe(404)
})
