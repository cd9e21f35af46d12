import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addDays } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import { write } from '#platform/db.ts'
import { addSources } from '#features/org/server/sources/inspection.queries.ts'
import { verified } from '#test/verify.ts'
import { district } from '#test/database.ts'
import { aSource, ownUnit } from '#test/people.ts'
import { givenProblems } from '#test/problems.ts'
import { testServer } from '#test/server.ts'

const RECEIVED = '2026-11-01' as Day
const PETITIONS = '00000000-0000-4000-8000-000000000091'
type Row = { id: string; dueOn: string | null; missing: string[]; version: number }

/** Problems of two sources and of none, all 立行立改; one with a measure of the same words. */
async function stage() {
  const server = await testServer()
  await write(server.db, district, (tx) => addSources(tx, [{ id: PETITIONS, name: '群众信访', class: 'petition', inspectionId: null }]))
  const atOnce = { receivedOn: RECEIVED, deadlineRaw: '立行立改', holders: { lead: [{ unitId: ownUnit }] }, target: '完成' } as const
  const [fed, pleaded, own] = await givenProblems(server.db, [atOnce, { ...atOnce, sourceId: PETITIONS }, { ...atOnce, sourceId: null }])
  if (!fed || !pleaded || !own) throw new Error('no problems')
  const officer = server.as('officer')
  const rows = async () => {
    const listed = (await officer.get('/problems?size=50')).json['rows'] as Row[]
    return [fed, pleaded, own].map((id) => listed.find((row) => row.id === id))
  }
  const dues = async () => (await rows()).map((row) => row?.dueOn)
  const missing = async () => (await rows()).map((row) => row?.missing)
  const save = async (key: string, scope: string, value: unknown, seen = 0) => {
    const reply = await officer.post(`/org/settings/${key}`, { scope, value, reason: '办法规定' }, { 'if-match': `"${seen}"` })
    expect(reply.json).toEqual({ ok: true })
  }
  const preview = async (key: string, scope: string, value: unknown) =>
    (await officer.get(`/org/settings/${key}/preview?scope=${scope}&value=${encodeURIComponent(JSON.stringify(value))}`)).json
  /** The people and sources of the tests were never recorded. */
  const findings = async () =>
    (await verified(server.db)).findings.filter(({ where }) => !/^(unit|person|duty|account|source) /.test(where))
  return { ...server, officer, ids: { fed, pleaded, own }, rows, dues, missing, save, preview, findings }
}
const duesMoved = (count: number) => ({ effects: [{ count, what: '个问题的最后日期或复核日期' }] })
const after = (days: number) => addDays(RECEIVED, days)

test('立行立改天数按来源类别：只动这一类的最后日期，先数清有几项；取消后回到全区', async () => {
  const { save, preview, dues, rows, findings } = await stage()
  const DAYS = 'deadline.immediate-days'
  expect(await dues()).toEqual([after(15), after(15), after(15)])
  expect(await preview(DAYS, 'class:petition', 7)).toEqual(duesMoved(1))
  expect(await dues()).toEqual([after(15), after(15), after(15)])
  const [before] = await rows()
  await save(DAYS, 'class:petition', 7)
  expect(await dues()).toEqual([after(15), after(7), after(15)])
  expect((await rows())[0]?.version).toBe(before?.version)
  expect(await preview(DAYS, 'place', 20)).toEqual(duesMoved(2))
  await save(DAYS, 'place', 20)
  expect(await dues()).toEqual([after(20), after(7), after(20)])
  expect(await findings()).toEqual([])
  expect(await preview(DAYS, 'class:petition', null)).toEqual(duesMoved(1))
  await save(DAYS, 'class:petition', null, 1)
  expect(await dues()).toEqual([after(20), after(20), after(20)])
  expect(await findings()).toEqual([])
})

test('责任机制要素按来源：缺项、计数、筛选、问题页一起变', async () => {
  const { save, preview, missing, officer, ids, findings } = await stage()
  const SLOTS = 'mechanism.slots'
  const counted = async (slot: string) => ((await officer.get('/problems/counts')).json['missing'] as Record<string, number>)[slot]
  expect(await missing()).toEqual([
    ['leader', 'person'],
    ['leader', 'person'],
    ['leader', 'person'],
  ])
  expect(await preview(SLOTS, 'class:petition', ['unit', 'deadline', 'evidence'])).toEqual({
    effects: [{ count: 1, what: '个问题的缺项' }],
  })
  await save(SLOTS, 'class:petition', ['unit', 'deadline'])
  expect(await missing()).toEqual([['leader', 'person'], [], ['leader', 'person']])
  expect([await counted('leader'), await counted('measures')]).toEqual([2, 3])
  expect((await officer.get('/problems?missing=leader')).json['total']).toBe(2)
  expect((await officer.get(`/problems/${ids.pleaded}`)).json).toMatchObject({ slots: ['unit', 'deadline'], row: { missing: [] } })
  await save(SLOTS, 'place', ['unit'])
  expect(await missing()).toEqual([[], [], []])
  expect(await findings()).toEqual([])
})

test('来源换了类别：期限和缺项按新类别的设置', async () => {
  const { save, dues, missing, officer, findings } = await stage()
  await save('deadline.immediate-days', 'class:media', 3)
  await save('mechanism.slots', 'class:media', ['unit'])
  const { sources } = (await officer.get('/org/inspections')).json as { sources: { id: string; version: number }[] }
  const version = sources.find(({ id }) => id === aSource)?.version ?? 0
  const moved = { name: '媒体曝光', class: 'media', inspectionId: null }
  expect((await officer.post(`/org/sources/${aSource}`, moved, { 'if-match': `"${version}"` })).status).toBe(200)
  expect([(await dues())[0], (await missing())[0]]).toEqual([after(3), []])
  expect(await findings()).toEqual([])
})

test('导入在设置之后：新问题从第一天起按其来源的设置', async () => {
  const { save, db, officer, findings } = await stage()
  await save('mechanism.slots', 'class:petition', ['unit', 'evidence'])
  const [id] = await givenProblems(db, [{ sourceId: PETITIONS, measures: ['巡查'], no: '区改2026-0099' }])
  expect((await officer.get(`/problems/${String(id)}`)).json).toMatchObject({ row: { missing: ['unit', 'evidence'] } })
  expect(await findings()).toEqual([])
})

test('升级：旧库里的缺项列（什么都记）按全区现行要素收窄，措施照记；没改过设置的按标准', async () => {
  const { owner, save, missing, findings } = await stage()
  const upgrade = readFileSync('db/migrations/jurisdiction/0006_missing_by_setting.sql', 'utf8')
  const asBefore = () => owner.query("update district.problem set missing = '{leader,person,measures,evidence}'")
  const column = async () => (await owner.query<{ missing: string[] }>('select distinct missing from district.problem')).rows
  await asBefore()
  await owner.query(`set search_path to district; ${upgrade}`)
  expect(await column()).toEqual([{ missing: ['leader', 'person', 'measures'] }])
  expect(await findings()).toEqual([])
  await save('mechanism.slots', 'place', ['leader'])
  await save('mechanism.slots', 'place', ['person', 'measures'], 1)
  await asBefore()
  await owner.query(`set search_path to district; ${upgrade}`)
  expect(await missing()).toEqual([
    ['person', 'measures'],
    ['person', 'measures'],
    ['person', 'measures'],
  ])
  expect(await findings()).toEqual([])
})
