import { expect, test } from 'vitest'
import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import { PETITIONS, canariesIn, CANARIES, imported, searchedBySeats, searchedTables } from '../complainants/canaries.ts'
import { aSource } from '../people.ts'
import { testServer } from '../server.ts'

/** What one import does not make: look-backs, exports of one's own, files of proof, a seal. */
const UNANSWERED = [
  'get /evidence/:evidenceId/file',
  'get /evidence/:evidenceId/picture',
  'get /lookback-items/:itemId',
  'get /lookbacks/:lookbackId',
  'get /lookbacks/:lookbackId/items.xlsx',
  'get /problems/:problemId/closeout/sealed/:seal',
  'get /reports/exports/:jobId/file',
]

test('预览写明将封存什么，不显示内容', async () => {
  const { preview } = await imported()
  expect(canariesIn(preview.bytes.toString('utf8'))).toEqual([])
  const [table] = preview.json['tables'] as { sealing: { head: string; kind: string; inText: boolean; cells: number }[] }[]
  expect(table?.sealing.map(({ kind, inText, cells }) => `${kind} ${inText ? '文字' : '格'} ${cells}`).toSorted()).toEqual(
    [
      'name 格 2',
      'phone 格 2',
      'idNumber 格 1',
      'address 格 1',
      'workplace 格 1',
      'name 文字 1',
      'phone 文字 1',
      'idNumber 文字 1',
      'address 文字 1',
      'phone 文字 1',
    ].toSorted(),
  )
})

test('导入的举报人信息：任何人从任何读取接口（文书、导出、检索、办理记录都在内）找不到', async () => {
  const { found, read, withWording, unanswered } = await searchedBySeats(await imported())
  expect(read).toBeGreaterThan(100)
  expect(withWording).toBeGreaterThan(20) // what is public is found by the same way of looking
  expect(found).toEqual([])
  expect(unanswered).toEqual(UNANSWERED)
})

test('除封存区以外的所有表里都没有，封存区里没有明文，应用和只读账号读不到封存区', async () => {
  const { owner } = await imported()
  expect(await searchedTables(owner)).toEqual([])
  // nor does the store hold them in the clear
  const { rows: cells } = await owner.query<{ row: string }>(
    `select t::text || ' ' || encode(sealed, 'escape') as row from district_sealed.cell t`,
  )
  expect(cells.length).toBe(12)
  expect(canariesIn(cells.map(({ row }) => row).join('\n'))).toEqual([])

  for (const role of ['bihuan_app', 'bihuan_reader']) {
    await owner.query(`set role ${role}`)
    await expect(owner.query('select * from district_sealed.cell')).rejects.toThrow(/permission denied/u)
    await owner.query('reset role')
  }
})

test('查阅人写明事由才读得到，查阅留下记录而不留下内容；责任单位连有没有都不知道', async () => {
  const { as, owner, matter } = await imported()
  const path = `/matters/${matter}/complainants`
  expect((await as('complainant_reader').post(`${path}/read`, { reason: '回访' })).status).toBe(400)
  expect((await as('officer').post(`${path}/read`, { reason: '回访举报人，核实情况' })).status).toBe(403)
  const opened = await as('complainant_reader').post(`${path}/read`, { reason: '按程序回访，核实整改情况' })
  expect(opened.json['cells']).toHaveLength(10)
  expect(canariesIn(JSON.stringify(opened.json)).toSorted()).toEqual(
    Object.keys(CANARIES)
      .filter((what) => !what.startsWith('refused'))
      .toSorted(),
  )
  const view = (await as('officer').get(path)).json
  expect(view).toMatchObject({ readers: [{ name: 'complainant_reader甲' }], readings: [{ reason: '按程序回访，核实整改情况', cells: 10 }] })
  expect((view['counts'] as { kind: ComplainantKind; cells: number }[]).reduce((sum, { cells: n }) => sum + n, 0)).toBe(10)
  for (const seat of ['handler', 'head', 'leader', 'outsider'] as const) expect((await as(seat).get(path)).status).toBe(403)
  // the reading is recorded, without what was read, and not on the matter's own timeline
  const { rows: events } = await owner.query<{ act: string; reason: string; row: string }>(
    `select act, reason, e::text as row from district.event e where act = 'complainant.read'`,
  )
  expect(events.map(({ reason }) => reason)).toEqual(['按程序回访，核实整改情况'])
  expect(canariesIn(events.map(({ row }) => row).join())).toEqual([])
  expect(JSON.stringify((await as('handler').get(`/matters/${matter}/timeline`)).json)).not.toContain('举报人信息')
})

test('十分钟里第 31 次查阅被拒绝；同一份表再导一次不重复封存；责任人的电话照旧', async () => {
  const { as, owner, matter, moveClock } = await imported()
  const read = () => as('complainant_reader').post(`/matters/${matter}/complainants/read`, { reason: '核实举报内容' })
  const statuses: number[] = []
  for (let i = 0; i < 31; i += 1) statuses.push((await read()).status)
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429])
  moveClock('2026-11-23T10:11:00+08:00')
  expect((await read()).status).toBe(200)

  const officer = as('officer')
  const { json } = await officer.upload(`/intake?name=${encodeURIComponent('信访.csv')}`, Buffer.from(`\uFEFF${PETITIONS}`))
  await officer.post(`/intake/${String(json['id'])}/choices`, { sourceId: aSource })
  expect((await officer.post(`/intake/${String(json['id'])}/commit`)).json).toMatchObject({ receipt: { unchanged: 1, refused: 1 } })
  const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from district_sealed.cell where matter_id is not null`)
  expect(rows).toEqual([{ n: 10 }])
  const held = await owner.query<{ phone: string }>(`select phone from district.responsibility where part = 'person'`)
  expect(held.rows).toEqual([{ phone: '13500000009' }])
})

test('密文搬到别的行、改一个字节就打不开；没有密钥时不导入，也不读', async () => {
  const { as, owner, matter } = await imported()
  await owner.query(
    `update district_sealed.cell a set sealed = b.sealed from district_sealed.cell b where a.id <> b.id and a.kind = 'phone' and b.kind = 'name' and a.matter_id = b.matter_id`,
  )
  const { status, json } = await as('complainant_reader').post(`/matters/${matter}/complainants/read`, { reason: '核实举报内容' })
  expect([status, json['code']]).toEqual([409, 'complainant.wrong-key'])
})

test('预览里指定一列是举报人信息：整列封存，不显示内容；改回则照常', async () => {
  const { as, owner } = await testServer()
  const officer = as('officer')
  const csv = '\uFEFF序号,反馈问题,牵头单位,整改时限,状态,内部标记\n1,东沟河雨污混接,区住建局,2026年12月底前,正在整改,赵铁匠线索'
  const { json } = await officer.upload(`/intake?name=${encodeURIComponent('台账.csv')}`, Buffer.from(csv))
  const path = `/intake/${String(json['id'])}`
  const choose = (field: string | null) =>
    officer.post(`${path}/choices`, { sourceId: aSource, tables: [{ table: 0, columns: { 5: field } }] })
  await choose('complainant')
  expect((await officer.get(path)).bytes.toString('utf8')).not.toContain('赵铁匠')
  await choose(null)
  expect((await officer.get(path)).bytes.toString('utf8')).toContain('赵铁匠')
  await choose('complainant')
  expect((await officer.post(`${path}/commit`)).json).toMatchObject({ receipt: { added: 1 } })
  const { rows } = await owner.query<{ head: string; row: string }>(
    `select c.head, p::text || e::text as row from district_sealed.cell c, problem p, (select string_agg(e::text, '') as e from event e) x(e)`,
  )
  expect(rows.map(({ head }) => head)).toEqual(['内部标记'])
  expect(rows.map(({ row }) => row).join()).not.toContain('赵铁匠')
})
