import { expect, test } from 'vitest'
import { newApp } from '#platform/http.ts'
import type { RoomModule } from '#platform/app.ts'
import { PLAIN } from '#platform/transport.ts'
import { district } from '#test/database.ts'
import { aSource, actorWith } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { orgModule } from '../org.module.ts'

const INSPECTION = {
  level: 'central',
  kind: 'routine',
  name: '第三轮中央生态环境保护督察',
  round: '第三轮',
  batch: '第五批',
  province: '样例省',
  entryOn: '2026-12-10',
  exitOn: null,
  feedbackOn: null,
}
const BATCH = { id: '00000000-0000-4000-8000-0000000000b1', name: '第一批转办件' }
const DAYS = 'deadline.immediate-days'

type Held = {
  scope: string
  name: string
  state: string
  value: unknown
  version: number
  made: { by: string | null; reason: string | null }
}
type SettingReply = { key: string; value: unknown; version: number; scoped: Held[]; kinds: string[] }
type InForce = { key: string; value: unknown; from: { scope: string; name: string } | null; steps: { scope: string; state: string }[] }

/** A source of an inspection, and how settings are saved and seen by the officer. */
async function stage() {
  const server = await testServer()
  const officer = server.as('officer')
  const inspection = String((await officer.post('/org/inspections', INSPECTION)).json['id'])
  const { sources } = (await officer.get('/org/inspections')).json as { sources: { id: string; version: number }[] }
  const version = sources.find(({ id }) => id === aSource)?.version ?? 0
  const source = { name: '督察反馈问题', class: 'feedback', inspectionId: inspection }
  expect((await officer.post(`/org/sources/${aSource}`, source, { 'if-match': `"${version}"` })).status).toBe(200)
  const save = (scope: string, value: unknown, expectedVersion = 0, key = DAYS, reason = '办法规定') =>
    officer.post(`/org/settings/${key}`, { scope, value, reason }, { 'if-match': `"${expectedVersion}"` })
  const settingOf = async (key = DAYS) =>
    ((await officer.get('/org/settings')).json['settings'] as SettingReply[]).find((each) => each.key === key)
  const inForce = async (query: string, key = DAYS) =>
    ((await officer.get(`/org/settings/in-force?${query}`)).json['settings'] as InForce[]).find((each) => each.key === key)
  return { ...server, officer, inspection, save, settingOf, inForce }
}

test('督察的值压过来源类别的，类别的压过全区的；取消后按更宽的范围；旧版本都在', async () => {
  const { inspection, save, settingOf, inForce, officer } = await stage()
  const source = `source=${aSource}`
  expect(await inForce(source)).toMatchObject({ value: 15, from: null })
  for (const [scope, value] of [
    ['place', 20],
    ['class:feedback', 10],
    [`inspection:${inspection}`, 5],
  ] as const) {
    expect((await save(scope, value)).status, scope).toBe(200)
    expect(await inForce(source), scope).toMatchObject({ value, from: { scope } })
  }
  expect((await inForce(source))?.steps.map(({ scope, state }) => `${scope} ${state}`)).toEqual([
    `inspection:${inspection} set`,
    'class:feedback set',
    'place set',
  ])
  expect(await inForce('scope=class:petition')).toMatchObject({ value: 20, from: { scope: 'place', name: '全区' } })
  expect((await save(`inspection:${inspection}`, null, 1, DAYS, '改按类别')).status).toBe(200)
  expect(await inForce(source)).toMatchObject({ value: 10, from: { scope: 'class:feedback', name: '督察反馈' } })
  expect(await settingOf()).toMatchObject({
    value: 20,
    scoped: [
      { scope: 'class:feedback', state: 'set', value: 10, version: 1, made: { by: 'officer甲', reason: '办法规定' } },
      { scope: `inspection:${inspection}`, name: INSPECTION.name, state: 'inherited', version: 2, made: { reason: '改按类别' } },
    ],
    kinds: ['class', 'inspection', 'batch'],
  })
  const { versions } = (await officer.get(`/org/settings/${DAYS}/versions?scope=inspection:${inspection}`)).json
  expect(versions).toMatchObject([
    { version: 2, state: 'inherited', made: { reason: '改按类别' } },
    { version: 1, state: 'set', value: 5, made: { by: 'officer甲', reason: '办法规定' } },
  ])
})

test('不收：没有的范围、这项设置不分的范围、没有原因、不合要求的值、旧版本、没有权限的人', async () => {
  const { save, settingOf, as } = await stage()
  const absent = '00000000-0000-4000-8000-000000000077'
  for (const scope of ['class:none', `inspection:${absent}`, `batch:${absent}`, 'street:1', 'constructor', ''])
    expect((await save(scope, 5)).json['code'], scope).toBe('org.scope-unknown')
  const narrow = await save('class:feedback', 5, 0, 'desk.soon-days')
  expect([narrow.json['code'], narrow.json['message']]).toEqual(['org.scope-unfit', '“临期天数”只能为全区设置'])
  expect((await save('class:feedback', 5, 0, DAYS, ' ')).json['fields']).toMatchObject([{ field: 'reason', message: '请填写原因' }])
  for (const value of [0, '5', undefined]) expect((await save('class:feedback', value)).status, String(value)).toBe(400)
  expect((await save('place', null)).status).toBe(400)
  expect((await save('class:feedback', 5, 3)).json['code']).toBe('org.changed')
  const input = { scope: 'class:feedback', value: 5, reason: '试' }
  for (const seat of ['handler', 'supervisor', 'system_admin'] as const)
    expect((await as(seat).post(`/org/settings/${DAYS}`, input, { 'if-match': '"0"' })).status, seat).toBe(403)
  expect(await settingOf()).toMatchObject({ value: 15, scoped: [] })
})

test('存下的值不再合要求：跳过，指明，不冒充', async () => {
  const { owner, settingOf, inForce } = await stage()
  await owner.query(
    `insert into district.setting (key, scope, version, value) values ('${DAYS}', 'class:feedback', 1, '"十五"'), ('${DAYS}', 'place', 1, '900')`,
  )
  expect(await settingOf()).toMatchObject({ value: 15, fits: false, scoped: [{ state: 'unfit', value: '十五' }] })
  const found = await inForce(`source=${aSource}`)
  expect([found?.value, found?.from]).toEqual([15, null])
  expect(found?.steps.map(({ state }) => state)).toEqual(['unset', 'unfit', 'unfit'])
})

test('同一范围两人同时改，只有一个成功；不同范围互不相碍', async () => {
  const { save } = await stage()
  const replies = await Promise.all([save('class:feedback', 3), save('class:feedback', 4), save('class:petition', 5)])
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 409])
})

const officerCalls = async () => ({ actor: actorWith('officer') })

test('右边的房间带来的范围：列出、可设、比督察更窄', async () => {
  const { db } = await testServer()
  const still = { transport: PLAIN, pause: async () => undefined }
  const deps = {
    db,
    clock: () => new Date('2026-11-23T10:00:00+08:00'),
    files: '',
    schemaFor: () => district,
    callerOf: officerCalls,
    ...still,
  }
  const cases: RoomModule = {
    routes: () => undefined,
    scopes: [{ kind: 'batch', members: async () => [BATCH] }],
    settingEffects: async (_, { value }) => [{ count: Number(value), what: '件转办件' }],
  }
  const app = newApp(deps, [orgModule, cases])
  const scope = `batch:${BATCH.id}`
  const saved = await app.http.inject({
    method: 'POST',
    url: `/api/org/settings/${DAYS}`,
    payload: { scope, value: 3, reason: '本批要求' },
    headers: { 'if-match': '"0"' },
  })
  expect(saved.statusCode).toBe(200)
  const effects = (await app.http.inject(`/api/org/settings/${DAYS}/preview?scope=${scope}&value=4`)).json<object>()
  expect(effects).toEqual({ effects: [{ count: 4, what: '件转办件' }] })
  const found = (await app.http.inject(`/api/org/settings/in-force?scope=${scope}`)).json<{ scopes: object[]; settings: InForce[] }>()
  expect(found.scopes).toEqual([
    { scope, kind: 'batch', name: BATCH.name },
    { scope: 'place', kind: 'place', name: '全区' },
  ])
  expect(found.settings.find(({ key }) => key === DAYS)).toMatchObject({ value: 3, from: { name: BATCH.name } })
})

test('办理历史：写明哪项设置、哪个范围、由什么改为什么、为什么', async () => {
  const { officer, inspection, save } = await stage()
  await save('place', 20)
  await save(`inspection:${inspection}`, 5)
  await save('class:feedback', ['unit'], 0, 'mechanism.slots')
  await save(`inspection:${inspection}`, null, 1, DAYS, '督察结束')
  const { entries } = (await officer.get('/history?act=org.save-setting')).json as {
    entries: { changes: object[]; reason: string | null }[]
  }
  const days = `立行立改天数（${INSPECTION.name}）`
  expect(entries.map(({ changes }) => changes)).toEqual([
    [{ label: days, before: '5 天', after: '按更宽的范围' }],
    [{ label: '责任机制要素（督察反馈）', before: '按更宽的范围', after: '单位' }],
    [{ label: days, before: '按更宽的范围', after: '5 天' }],
    [{ label: '立行立改天数', before: '15 天', after: '20 天' }],
  ])
  expect(entries[0]?.reason).toBe('督察结束')
})
