import { beforeEach, expect, test } from 'vitest'
import { district } from '#test/database.ts'
import { enter, recordPeople } from '#test/problem-factory.ts'
import { otherUnit, ownUnit, personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { setHolders } from '#features/matters/server/responsibility.queries.ts'
import { committer } from '#platform/commit.ts'
import type { HistoryEntry } from '../history.contract.ts'
import { sealNew } from './seal.jobs.ts'

const NOW = new Date('2026-11-20T09:00:00+08:00')
const LATER = new Date('2026-11-22T09:00:00+08:00')
let server: Awaited<ReturnType<typeof testServer>>
let own = ''
let foreign = ''

beforeEach(async () => {
  server = await testServer()
  const [first = '', second = ''] = await enter(server.db, NOW, [
    ['清理河道垃圾', { no: '区改2026-0001', target: '水面无漂浮物', measures: ['打捞', '巡河'] }],
    ['关停小作坊', { holders: { lead: [{ unitId: otherUnit }], leader: [{ personId: personOf('leader') }] } }],
  ])
  own = first
  foreign = second
})

/** Hands the lead over and sets a new aim two days later, in two acts. */
async function change() {
  const commit = committer(server.db, district, { person: personOf('officer'), request: 'r', at: LATER })
  await commit(async (tx) => {
    const held = await setHolders(
      tx,
      [{ matterId: own, part: 'lead', holders: [{ unitId: ownUnit }, { unitId: otherUnit }] }],
      '2026-11-22' as never,
    )
    return {
      events: [
        { act: 'problem.name-person', subject: own, reason: '会议纪要', rows: held.map(({ id }) => ['responsibility', id] as const) },
      ],
      result: undefined,
    }
  })
  await commit(async (tx) => {
    await tx.updateTable('problem').set({ target: '水面、岸坡干净' }).where('matter_id', '=', own).execute()
    return { events: [{ act: 'problem.edit', subject: own, rows: [['problem', own]] }], result: undefined }
  })
}
const entriesOf = (json: Record<string, unknown>) => json['entries'] as HistoryEntry[]
const timeline = async (seat: 'officer' | 'handler' | 'outsider', id: string, query = '') => {
  const { status, json } = await server.as(seat).get(`/matters/${id}/timeline${query}`)
  return { status, entries: entriesOf(json), older: json['older'] as string | null }
}

test('新事项的第一条：从无到有，编号、单位都是名称，原始数据不出现', async () => {
  const { entries } = await timeline('officer', own)
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({
    at: '2026-11-20T01:00:00.000Z',
    who: 'officer甲',
    words: '导入新增',
    reason: null,
    subject: { kind: 'matter', id: own, title: '清理河道垃圾' },
    sealed: false,
  })
  const changes = new Map(entries[0]?.changes.map(({ label, before, after }) => [label, [before, after]]))
  expect(changes.get('牵头单位')).toEqual(['', '青禾镇'])
  expect(changes.get('编号')).toEqual(['', '区改2026-0001（区）'])
  expect(changes.get('来源')).toEqual(['', '第三轮中央督察反馈'])
  expect(changes.get('最后日期')).toEqual(['', '2026-12-31'])
  expect(changes.get('措施2')).toEqual(['', '巡河'])
  expect(JSON.stringify(entries)).not.toMatch(/wording_hash|raw|[0-9a-f]{64}/)
})

test('改动前后：前值取自同一行的上一条记录，哪怕中间隔着别的操作；没变的不列', async () => {
  await change()
  const { entries } = await timeline('officer', own)
  expect(entries.map(({ code, reason, changes }) => [code, reason, changes])).toEqual([
    ['problem.edit', null, [{ label: '整改目标', before: '水面无漂浮物', after: '水面、岸坡干净' }]],
    ['problem.name-person', '会议纪要', [{ label: '牵头单位', before: '', after: '区住建局' }]],
    ['intake.add', null, expect.anything()],
  ])
})

test('入链之后标明已入链', async () => {
  await sealNew(server.db, district)
  expect((await timeline('officer', own)).entries[0]?.sealed).toBe(true)
})

test('一页页往前翻，不重不漏', async () => {
  await change()
  const ids: string[] = []
  for (let before = ''; ;) {
    const { entries, older } = await timeline('officer', own, `?size=1${before}`)
    ids.push(...entries.map(({ code }) => code))
    if (older === null) break
    before = `&before=${older}`
  }
  expect(ids).toEqual(['problem.edit', 'problem.name-person', 'intake.add'])
})

test('本单位能看自己的，别人的与不存在的一样是 404', async () => {
  expect((await timeline('handler', own)).status).toBe(200)
  const nobody = '00000000-0000-4000-8000-000000000099'
  for (const path of ['timeline', 'as-of?day=2026-11-21']) {
    const [other, none] = [
      await server.as('handler').get(`/matters/${foreign}/${path}`),
      await server.as('handler').get(`/matters/${nobody}/${path}`),
    ]
    expect([other.status, none.status]).toEqual([404, 404])
    expect(other.json).toEqual(none.json)
  }
  expect((await timeline('outsider', foreign)).status).toBe(200)
})

const asOf = async (day: string) => (await server.as('handler').get(`/matters/${own}/as-of?day=${day}`)).json
const lines = (json: Record<string, unknown>) =>
  new Map(
    (json['sections'] as { lines: { label: string; value: string }[] }[]).flatMap((section) =>
      section.lines.map(({ label, value }) => [label, value]),
    ),
  )

test('截至某日：那天结束时记录在案的样子；之前没有', async () => {
  await change()
  expect(await asOf('2026-11-19')).toMatchObject({ recorded: false })
  const then = await asOf('2026-11-21')
  expect(then).toMatchObject({ recorded: true, day: '2026-11-21', title: '清理河道垃圾' })
  expect([lines(then).get('整改目标'), lines(then).get('牵头单位'), lines(then).get('进度'), lines(then).get('时序')]).toEqual([
    '水面无漂浮物',
    '青禾镇',
    '未启动',
    '达到序时',
  ])
  const now = lines(await asOf('2026-11-22'))
  expect([now.get('整改目标'), now.get('牵头单位')]).toEqual(['水面、岸坡干净', '青禾镇、区住建局'])
})

test('全区记录：按人、操作、日期、事项文字筛选，最新在前', async () => {
  await change()
  await recordPeople(server.db, LATER)
  const codes = async (query: string) => entriesOf((await server.as('officer').get(`/history${query}`)).json).map(({ code }) => code)
  expect(await codes('')).toEqual(['org.set-up', 'problem.edit', 'problem.name-person', 'intake.add', 'intake.add'])
  expect(await codes(`?person=${personOf('officer')}`)).toHaveLength(4)
  expect(await codes('?act=intake.add')).toHaveLength(2)
  expect(await codes('?to=2026-11-20')).toEqual(['intake.add', 'intake.add'])
  expect(await codes('?from=2026-11-21&to=2026-11-22')).toEqual(['org.set-up', 'problem.edit', 'problem.name-person'])
  expect(await codes('?q=0001')).toEqual(['problem.edit', 'problem.name-person', 'intake.add'])
  expect(await codes(`?q=${encodeURIComponent('小作坊')}`)).toEqual(['intake.add'])
  expect(await codes(`?q=${encodeURIComponent('样例区')}`)).toEqual(['org.set-up'])
  expect(await codes('?q=100%25')).toEqual([])
})

test('人员账号的前值取自初始设置，密码不出现', async () => {
  await recordPeople(server.db, NOW)
  const commit = committer(server.db, district, { person: personOf('system_admin'), request: 'r', at: LATER })
  await commit(async (tx) => {
    await tx.updateTable('person').set({ phone: '0000' }).where('id', '=', personOf('head')).execute()
    return { events: [{ act: 'org.save-person', subject: personOf('head'), rows: [['person', personOf('head')]] }], result: undefined }
  })
  const [newest] = entriesOf((await server.as('supervisor').get('/history?act=org.save-person')).json)
  expect(newest).toMatchObject({
    who: 'system_admin甲',
    subject: { kind: 'person', title: 'head甲' },
    changes: [{ label: '电话', before: '', after: '0000' }],
  })
  const all = JSON.stringify((await server.as('officer').get('/history')).json)
  expect(all).not.toContain('password')
})
