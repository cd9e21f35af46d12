import { describe, expect, test } from 'vitest'
import { verified } from '#test/verify.ts'
import { ownUnit, otherUnit, personOf } from '#test/people.ts'
import { type ProblemInput, givenProblems } from '#test/problems-fixture.ts'
import { type Seat } from '#test/people.ts'
import { testServer } from '#test/server.ts'

type Cell = { readonly id: string; readonly version: number; readonly column: string; readonly text: string }
type Change = {
  readonly id: string
  readonly column: string
  readonly before: string
  readonly after: string
  readonly notice: string | null
}

const PROBLEMS: readonly ProblemInput[] = [
  {
    deadlineRaw: '6月底前',
    target: '全覆盖',
    holders: { lead: [{ text: '环保局、海洋局' }, { unitId: otherUnit }], person: [{ personId: personOf('handler'), phone: '8001' }] },
  },
  { deadlineRaw: '分阶段', holders: { lead: [{ unitId: ownUnit }] } },
  { level: 'item', target: '上级目标' },
]
const server = async (problems = PROBLEMS, on = '2025-01-10') => {
  const app = await testServer()
  const ids = await givenProblems(app.db, problems, on)
  const edit = async (cells: readonly Cell[], more: object = {}, seat: Seat = 'officer') => {
    const { status, json } = await app.as(seat).post('/problems/cells', { cells, ...more })
    return { status, message: json['message'], changes: json['changes'] as Change[], versions: json['versions'] as Record<string, number> }
  }
  const page = async (id = '') =>
    (await app.as('officer').get(`/problems/${id}`)).json as { row: Record<string, unknown>; holders: object[]; version: number }
  const events = async (id = '') =>
    (
      await app.owner.query<{ act: string; reason: string | null; changes: { table: string; after: Record<string, unknown> }[] }>(
        'select act, reason, changes from district.event where subject = $1 and act <> $2 order by id',
        [id, 'intake.add'],
      )
    ).rows
  const everything = async () =>
    (
      await app.owner.query(
        'select (select jsonb_agg(m order by id) from district.matter m) as m, (select jsonb_agg(p order by matter_id) from district.problem p) as p, (select jsonb_agg(r order by id) from district.responsibility r) as r, (select count(*) from district.event) as e',
      )
    ).rows
  /** What verify finds in the ledger; the people of a test come without events. */
  const sound = async () => (await verified(app.db)).findings.filter(({ where }) => !/^(unit|person|duty|account|source) /.test(where))
  return { ...app, ids, edit, page, events, everything, sound }
}
const cell = (id = '', column = 'remark', text = '', version = 1): Cell => ({ id, version, column, text })

test('预览说明将改什么，什么也不写；保存写一次，收据带改后的样子', async () => {
  const { ids, edit, everything, events, page } = await server()
  const cells = [cell(ids[0], 'lead', '青禾镇、某管委会'), cell(ids[0], 'target', '全部清运'), cell(ids[1], 'deadline', '2026年12月31日前')]
  const before = await everything()
  const preview = await edit(cells, { preview: true })
  expect(await everything()).toEqual(before)
  expect(preview.changes).toMatchObject([
    { column: 'lead', before: '环保局、海洋局、区住建局', after: '青禾镇、某管委会', notice: '“某管委会”不在单位名录中，按原文保存' },
    { column: 'target', before: '全覆盖', after: '全部清运', notice: null },
    { column: 'deadline', before: '分阶段', after: '2026年12月31日前' },
  ])
  expect(preview.versions).toEqual({ [String(ids[0])]: 1, [String(ids[1])]: 1 })
  const saved = await edit(cells, { reason: '区委会议明确' })
  expect(saved.changes).toEqual(preview.changes)
  expect(saved.versions).toEqual({ [String(ids[0])]: 2, [String(ids[1])]: 2 })
  expect((await page(ids[0])).row).toMatchObject({
    version: 2,
    target: '全部清运',
    lead: [
      { id: ownUnit, name: '青禾镇' },
      { id: null, name: '某管委会' },
    ],
  })
  expect((await page(ids[1])).row).toMatchObject({ dueOn: '2026-12-31', schedule: 'on_time' })
  const [event, ...others] = await events(ids[0])
  expect(others).toEqual([])
  expect(event).toMatchObject({ act: 'problem.edit', reason: '区委会议明确' })
  const images =
    event?.changes.map(({ table, after }) => [table, after['target'] ?? after['version'] ?? after['holder_text'] ?? after['unit_id']]) ?? []
  expect(images).toEqual(
    expect.arrayContaining([
      ['matter', 2],
      ['problem', '全部清运'],
      ['responsibility', ownUnit],
      ['responsibility', '某管委会'],
    ]),
  )
})

test('检索和统计随改动更新；核验通过', async () => {
  const { ids, edit, as, sound } = await server()
  await edit([cell(ids[0], 'remark', '海堤东端'), cell(ids[0], 'leader', 'leader甲')])
  for (const q of ['堤东', 'leader甲', '住房和城乡'])
    expect((await as('officer').get(`/problems?q=${encodeURIComponent(q)}`)).json['total'], q).toBe(1)
  expect((await as('officer').get('/problems/counts')).json['missing']).toMatchObject({ leader: 1 })
  expect(await sound()).toEqual([])
})

test.each([
  ['责任单位（含名录外、名字里有顿号的）', 'lead', '青禾镇'],
  ['单位换次序', 'lead', '区住建局、环保局、海洋局'],
  ['责任人连同电话', 'person', '某办事员'],
  ['没有年份的时限，按当初读出的年份', 'deadline', '2027年9月底前'],
  ['目标清空', 'target', ''],
])('撤销恢复原样：%s', async (_, column, text) => {
  const { ids, edit, page, sound } = await server()
  const shape = ({ row, holders }: Awaited<ReturnType<typeof page>>) => ({ row: { ...row, version: 0 }, holders })
  const before = shape(await page(ids[0]))
  expect((before.row as Record<string, unknown>)['dueOn']).toBe('2025-06-30')
  const saved = await edit([cell(ids[0], column, text)])
  expect(saved.changes.length).toBeGreaterThan(0)
  const changed = shape(await page(ids[0]))
  expect(changed).not.toEqual(before)
  const back = await edit(saved.changes.map((change) => cell(change.id, change.column, change.before, 2)))
  expect(back.status).toBe(200)
  const { row, holders } = shape(await page(ids[0]))
  expect(row).toEqual(before.row)
  expect((holders as { to: unknown }[]).filter(({ to }) => to === null)).toEqual(before.holders)
  expect(await sound()).toEqual([])
})

describe('拒绝', () => {
  test('过时的版本：409，说明何人何时；一格过时，全部不写', async () => {
    const { ids, edit, everything } = await server()
    await edit([cell(ids[0], 'remark', '甲')])
    const before = await everything()
    const stale = await edit([cell(ids[1], 'remark', '乙'), cell(ids[0], 'remark', '乙')])
    expect(stale).toMatchObject({ status: 409, message: '该事项已于 2026-11-23 10:00 被 officer甲 改动，请核对后再保存' })
    expect(await edit([cell(ids[0], 'remark', '乙')], { preview: true })).toMatchObject({ status: 409 })
    expect(await everything()).toEqual(before)
  })
  test.each([
    ['上级原文的目标', (ids: readonly string[]) => cell(ids[2], 'target', '改'), 422, '「整改目标」是上级原文或计算得出，不能修改'],
    [
      '不是日期',
      (ids: readonly string[]) => cell(ids[1], 'confirmedOn', '下月'),
      422,
      '第 1 行「确认的最后日期」：“下月”不是日期，请按 2026-06-30 的样子填写',
    ],
    ['没有的问题', () => cell('00000000-0000-4000-8000-000000000099', 'remark', '甲'), 404, '没有这个事项，或您无权查看'],
    ['问题原文', (ids: readonly string[]) => cell(ids[0], 'wording', '甲'), 400, expect.any(String)],
  ] as const)('%s', async (_, cellOf, status, message) => {
    const { ids, edit } = await server()
    expect(await edit([cellOf(ids)])).toMatchObject({ status, message })
  })
  test('已销号的问题整个不写', async () => {
    const { ids, edit, owner, everything } = await server()
    await owner.query("update district.matter set state = 'closed' where id = $1", [ids[0]])
    const before = await everything()
    expect(await edit([cell(ids[1], 'remark', '甲'), cell(ids[0], 'remark', '甲')])).toMatchObject({ status: 422 })
    expect(await everything()).toEqual(before)
  })
  test('承办人不能填台账', async () => {
    const { ids, edit } = await server()
    expect((await edit([cell(ids[0])], {}, 'handler')).status).toBe(403)
  })
})

test('五十人同时改一行：每次要么生效要么 409，一次也不丢', async () => {
  const { ids, edit, events, page } = await server()
  const id = String(ids[0])
  const tryOnce = async (text: string, version: number) => {
    const { status, versions } = await edit([cell(id, 'remark', text, version)])
    expect([200, 409]).toContain(status)
    return status === 200 ? [{ text, before: version, now: versions[id] }] : []
  }
  const first = await Promise.all(Array.from({ length: 50 }, (_, i) => tryOnce(`第${i}人`, 1)))
  const again = await Promise.all(Array.from({ length: 50 }, async (_, i) => tryOnce(`第${i}人再试`, (await page(id)).version)))
  const applied = [...first, ...again].flat()
  expect(first.flat()).toHaveLength(1)
  expect(applied.length).toBeGreaterThan(1)
  // each stands on the one before: nobody wrote over what he had not seen
  expect(applied.map(({ now }) => now)).toEqual(applied.map(({ before }) => before + 1))
  const inOrder = applied.toSorted((a, b) => a.before - b.before)
  expect(inOrder.map(({ before }) => before)).toEqual(inOrder.map((_, i) => i + 1))
  const written = (await events(id)).map(({ changes }) => changes.find(({ table }) => table === 'problem')?.after['remark'])
  expect(written).toEqual(inOrder.map(({ text }) => text))
  expect(await page(id)).toMatchObject({ version: 1 + applied.length, row: { remark: written.at(-1) } })
})

test('没有改动就不留痕迹', async () => {
  const { ids, edit, everything } = await server()
  const before = await everything()
  expect(await edit([cell(ids[0], 'target', ' 全覆盖 '), cell(ids[0], 'phone', '8001')])).toMatchObject({
    changes: [],
    versions: { [String(ids[0])]: 1 },
  })
  expect(await everything()).toEqual(before)
})

test('两千格一次写完，每个问题一份收据', async () => {
  const { ids, edit, owner } = await server(Array.from({ length: 500 }, () => ({ holders: { lead: [{ unitId: ownUnit }] } })))
  const { status, changes } = await edit(
    ids.flatMap((id, i) =>
      ['leader', 'lead', 'target', 'remark'].map((column) => cell(id, column, column === 'leader' ? 'leader甲' : `填${i}`)),
    ),
  )
  expect([status, changes.length]).toEqual([200, 2000])
  const { rows } = await owner.query(
    "select count(*)::int as n, count(distinct subject)::int as subjects from district.event where act = 'problem.edit'",
  )
  expect(rows).toEqual([{ n: 500, subjects: 500 }])
})

describe('明确责任人', () => {
  test('单位负责人只能在本单位的问题里指定，版本过时拒绝', async () => {
    const { ids, as, page, events } = await server()
    const name = (id: string | undefined, seat: Seat, version: number, body: object) =>
      as(seat).post(`/problems/${id}/person`, body, { 'if-match': `"${version}"` })
    expect((await name(ids[0], 'head', 1, { name: '某办事员' })).status).toBe(404)
    expect((await name(ids[1], 'handler', 1, { name: '某办事员' })).status).toBe(403)
    const done = await name(ids[1], 'head', 1, { name: 'handler甲', phone: '8002' })
    expect([done.status, done.json, done.headers['etag']]).toEqual([200, { version: 2 }, '"2"'])
    expect((await page(ids[1])).row).toMatchObject({ person: [{ id: personOf('handler'), phone: '8002' }] })
    expect(await events(ids[1])).toMatchObject([{ act: 'problem.name-person' }])
    expect((await name(ids[1], 'head', 1, { name: '某办事员' })).status).toBe(409)
    expect((await as('head').post(`/problems/${ids[1]}/person`, { name: '某办事员' })).status).toBe(428)
    expect((await name(ids[1], 'head', 2, { name: '' })).status).toBe(400)
  })
})
