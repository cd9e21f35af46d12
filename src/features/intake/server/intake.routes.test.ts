import { expect, test } from 'vitest'
import { demoLedgerFile } from '../../../app/demo/district/ledger-file.ts'
import type { Day } from '#kernel/days.ts'
import { aSource } from '#test/people.ts'
import { testServer } from '#test/server.ts'

type Json = Record<string, unknown>
/** Where no queue runs, the answer is the receipt itself. */
const receipt = (figures: Json) => ({ job: null, receipt: { added: 0, updated: 0, unchanged: 0, refused: 0, ...figures } })
const csv = (lines: readonly string[]) => Buffer.from(`\uFEFF${lines.join('\n')}`)
const HEAD = '序号,问题编号,反馈问题,整改目标,整改措施,责任区领导,牵头单位,配合单位,责任人,整改时限,状态'
const ROWS = [
  '1,W-01,东沟河三处雨污混接排口未封堵,完成封堵,1.封堵排口；2.建立巡查,leader甲,区住建局,青禾镇,handler甲,2026年12月底前,',
  '2,W-02,南岭片区堆场扬尘未覆盖,全部覆盖,覆盖到位,leader甲,区城管局,青禾镇,某某,立行立改,已销号',
  '3,W-03,湿地占用未恢复,恢复原状,,,区住建局牵头、青禾镇配合,,,2026年12月前,正在整改',
]

async function uploaded(rows = ROWS) {
  const server = await testServer()
  const officer = server.as('officer')
  const { status, json } = await officer.upload(`/intake?name=${encodeURIComponent('台账.csv')}`, csv([HEAD, ...rows]))
  expect(status).toBe(200)
  const path = `/intake/${String(json['id'])}`
  return { ...server, officer, path }
}

test('上传、选来源、预览、导入：回执加得上，原样单元格和责任都在，再导一次零新增', async () => {
  const { officer, path, owner } = await uploaded()
  expect((await officer.get(path)).json).toMatchObject({
    plan: { read: 3, added: 3 },
    blockingReasons: ['请选择这份台账来自哪次督察、哪类来源'],
  })
  expect((await officer.post(`${path}/commit`)).json).toMatchObject({ code: 'intake.no-source' })
  await officer.post(`${path}/choices`, { sourceId: aSource })
  const preview = (await officer.get(path)).json
  expect(preview['names']).toEqual([
    { kind: 'unit', raw: '区城管局', count: 1, candidates: [] },
    { kind: 'person', raw: '某某', count: 1, candidates: [] },
  ])
  expect((preview['rows'] as Json[]).map((row) => row['dueOn'])).toEqual(['2026-12-31', '2026-12-08', null])
  expect((await officer.post(`${path}/commit`)).json).toEqual(receipt({ read: 3, added: 3 }))
  const { rows } = await owner.query(
    "select m.title, p.declared, p.raw ->> '整改时限' as raw, p.missing, p.measures_total as n from problem p join matter m on m.id = p.matter_id order by m.title",
  )
  expect(rows).toEqual([
    { title: '东沟河三处雨污混接排口未封堵', declared: null, raw: '2026年12月底前', missing: [], n: 2 },
    { title: '南岭片区堆场扬尘未覆盖', declared: 'closed', raw: '立行立改', missing: [], n: 1 },
    { title: '湿地占用未恢复', declared: 'in_hand', raw: '2026年12月前', missing: ['leader', 'person', 'measures'], n: 0 },
  ])
  expect((await officer.post(`${path}/commit`)).status).toBe(409)
  const again = await officer.upload(`/intake?name=${encodeURIComponent('台账.csv')}`, csv([HEAD, ...ROWS]))
  await officer.post(`/intake/${String(again.json['id'])}/choices`, { sourceId: aSource })
  expect((await officer.post(`/intake/${String(again.json['id'])}/commit`)).json).toEqual(receipt({ read: 3, unchanged: 3 }))
})

test('新版台账：只改变了的更新，空格不抹掉已有的，问题原文不被覆盖，重复行拒绝并说明', async () => {
  const { officer, path, owner } = await uploaded()
  await officer.post(`${path}/choices`, { sourceId: aSource })
  await officer.post(`${path}/commit`)
  const newer = [
    '1,W-01,东沟河三处雨污混接排口未封堵,全部封堵并恢复,,,区住建局,青禾镇,,2026年12月底前,',
    '2,W-02,另一件完全不同的事情,,,,,,,,',
    '3,W-03,湿地占用未恢复,恢复原状,,,,,,,',
    '3,W-03,湿地占用未恢复,恢复原状,,,,,,,',
    '5,,,只有目标没有问题,,,,,,,',
  ]
  const { json } = await officer.upload('/intake?name=b.csv', csv([HEAD, ...newer]))
  const next = `/intake/${String(json['id'])}`
  await officer.post(`${next}/choices`, { sourceId: aSource })
  const preview = (await officer.get(next)).json
  const rows = preview['rows'] as { outcome: string; title: string; issues: { message: string }[]; changes: Json[] }[]
  expect(rows.map((row) => row.outcome)).toEqual(['updated', 'refused', 'unchanged', 'refused', 'refused'])
  expect(rows[0]?.changes).toEqual([{ key: 'target', label: '整改目标', before: '完成封堵', after: '全部封堵并恢复' }])
  expect(rows.map((row) => row.issues.at(-1)?.message)).toEqual([
    undefined,
    '编号 W-02 在系统中是另一个问题，请核对编号，或改选问题来源',
    undefined,
    expect.stringContaining('重复'),
    '没有问题、任务或点位内容',
  ])
  expect((await officer.post(`${next}/commit`)).json).toEqual(receipt({ read: 5, updated: 1, unchanged: 1, refused: 3 }))
  const titles = ['另一件完全不同的事情', '湿地占用未恢复', '5　只有目标没有问题']
  expect(rows.filter(({ outcome }) => outcome === 'refused').map(({ title }) => title)).toEqual(titles)
  const after = (await officer.get(`${next}?outcome=refused`)).json['rows'] as Json[]
  expect(after.map(({ title }) => title)).toEqual(titles)
  expect((await owner.query("select target, measures_total as n from problem where wording like '东沟河%'")).rows).toEqual([
    { target: '全部封堵并恢复', n: 2 },
  ])
})

test('更正列、说明名字指谁：下次就认得', async () => {
  const { officer, path, owner } = await uploaded(['1,W-01,排口未封堵,,,,区城管局,,,,'])
  const { otherUnit } = await import('#test/people.ts')
  await officer.post(`${path}/choices`, {
    sourceId: aSource,
    names: [{ kind: 'unit', raw: '区城管局', unitId: otherUnit }],
    tables: [{ table: 0, columns: { '3': 'remark' } }],
  })
  const preview = (await officer.get(path)).json
  expect(preview['names']).toEqual([])
  expect((preview['tables'] as { columns: Json[] }[])[0]?.columns[3]).toMatchObject({
    header: '整改目标',
    field: 'remark',
    corrected: true,
  })
  await officer.post(`${path}/commit`)
  expect((await owner.query('select lead_unit_id as id from problem')).rows).toEqual([{ id: otherUnit }])
  expect((await owner.query('select raw, target_id as id from known_name')).rows).toEqual([{ raw: '区城管局', id: otherUnit }])
})

test('读不了的文件：说明原因和办法，记录在案，什么也没写', async () => {
  const { as, owner } = await testServer()
  const { status, json } = await as('officer').upload('/intake?name=x.xlsx', Buffer.from('not a workbook'))
  expect(status).toBe(200)
  expect(json).toMatchObject({ state: 'unreadable', refusal: { message: expect.stringMatching(/另存为|重新/) as unknown } })
  expect((await owner.query('select act from event')).rows).toEqual([{ act: 'intake.refuse' }])
  expect((await as('officer').post(`/intake/${String(json['id'])}/commit`)).status).toBe(409)
})

test('240 行的真实台账：全部有着落；两个人同时确认，一成一拒', async () => {
  const { as, owner } = await testServer()
  const { name, bytes } = await demoLedgerFile('2026-11-23' as Day)
  const { json } = await as('officer').upload(`/intake?name=${encodeURIComponent(name)}`, Buffer.from(bytes))
  const path = `/intake/${String(json['id'])}`
  await as('officer').post(`${path}/choices`, { sourceId: aSource })
  const replies = await Promise.all([as('officer').post(`${path}/commit`), as('officer').post(`${path}/commit`)])
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(replies.find(({ status }) => status === 200)?.json).toEqual(receipt({ read: 240, added: 240 }))
  expect((await owner.query('select count(*)::int as n from problem where declared in ($1, $2)', ['done', 'closed'])).rows).toEqual([
    { n: 76 }, // 整改到位，待验收 is done, not closed
  ])
})
