import { expect, test } from 'vitest'
import type { LedgerRow } from '#features/problems/problems.contract.ts'
import { ledgerOf } from './generated-ledger.ts'

const HEAD = ['序号', '反馈问题', '整改措施', '所在地', '责任人', '联系电话', '整改时限']
const csv = (lines: readonly (readonly string[])[]) => Buffer.from(`\uFEFF${[HEAD, ...lines].map((line) => line.join(',')).join('\n')}`)
const NONE = { problems: [], slots: ['leader' as const], soonDays: 7 }
type ScreenRow = LedgerRow & { readonly version: number }

async function ledgerWith(lines: readonly (readonly string[])[], more: Partial<typeof NONE> = {}) {
  const server = await ledgerOf({ ...NONE, ...more })
  const receipt = (await server.put('来表.csv', csv(lines))).receipt
  expect(receipt.added).toBe(lines.length)
  const rows = async () => (await server.list()) as unknown as ScreenRow[]
  const fill = async (cells: Record<string, string>, at = 0) => {
    const row = (await rows())[at]
    const typed = Object.entries(cells).map(([column, text]) => ({ id: row?.id, version: row?.version, column, text }))
    expect((await server.officer.post('/problems/cells', { cells: typed })).status).toBe(200)
  }
  const again = async () => (await server.put('整改台账.xlsx', (await server.exported()).bytes)).receipt
  return { ...server, rows, fill, again }
}

test('两位责任人各有电话：导出按人的次序写，新表读回来各归各的；没有电话的人留空位', async () => {
  const { rows, fill, exported, again } = await ledgerWith([
    ['1', '某河涌沿岸生活污水直排', '', '', 'handler甲、某某', '8001、8002', ''],
    ['2', '某工地扬尘扰民', '', '', '某某、handler甲', '', ''],
  ])
  expect((await rows())[0]?.person.map(({ name, phone }) => [name, phone])).toEqual([
    ['handler甲', '8001'],
    ['某某', '8002'],
  ])
  await fill({ phone: '、8002' }, 1)
  expect((await exported()).rows.map((row) => row['联系电话'])).toEqual(expect.arrayContaining(['8001、8002', '、8002']))
  expect(await again()).toMatchObject({ unchanged: 2 })
})

test('责任人自己的电话：屏幕上有，文件里也有；导回来不抄成这一问题的电话', async () => {
  const { owner, rows, exported, again, put } = await ledgerWith([['1', '某河涌沿岸生活污水直排', '', '', 'handler甲', '', '']])
  // with triggers on: what is kept of people in memory is read anew
  await owner.query("set session_replication_role = origin; update district.person set phone = '13800000000' where name = 'handler甲'")
  expect((await rows())[0]?.person[0]?.phone).toBe('13800000000')
  expect((await exported()).rows[0]?.['联系电话']).toBe('13800000000')
  expect(await again()).toMatchObject({ unchanged: 1 })
  await put('新表.csv', csv([['1', '某工地扬尘扰民', '', '', 'handler甲', '13800000000', '']]))
  expect((await owner.query('select distinct phone from district.responsibility')).rows).toEqual([{ phone: null }])
})

test('属地是责任单位，所在地是地点：屏幕和文件各写各的，导回来各归各的', async () => {
  const { rows, fill, exported, again } = await ledgerWith([['1', '某河涌沿岸生活污水直排', '', '青禾镇东村路口', '', '', '']])
  await fill({ territory: '青禾镇' })
  expect((await rows())[0]).toMatchObject({ region: '青禾镇东村路口', territory: [{ name: '青禾镇' }] })
  expect((await exported()).rows[0]).toMatchObject({ 属地: '青禾镇', 所在地: '青禾镇东村路口' })
  expect(await again()).toMatchObject({ unchanged: 1 })
})

test.each([
  [['leader'] as const, '领导'],
  [['leader', 'measures'] as const, '领导、措施'],
])('缺项只列本区要求的要素：%j', async (slots, words) => {
  const { officer, exported } = await ledgerWith([['1', '某河涌沿岸生活污水直排', '', '', '', '', '']])
  await officer.post('/org/settings/mechanism.slots', { value: slots }, { 'if-match': '"1"' })
  expect((await exported()).rows[0]?.['缺项']).toBe(words)
})

test.each([
  [7, 'calm'],
  [60, 'soon'],
])('临期天数设为 %d 天：离最后日期 38 天的时钟是 %s', async (soonDays, tone) => {
  const { rows, officer } = await ledgerWith([['1', '某河涌沿岸生活污水直排', '开展排查', '', '', '', '2026年12月31日前']], { soonDays })
  const [row] = await rows()
  expect(row?.clock.tone).toBe(tone)
  expect((await officer.get('/problems/choices')).json['soonDays']).toBe(soonDays)
  const { measures } = (await officer.get(`/problems/${String(row?.id)}/plan`)).json as { measures: { clock: { tone: string } }[] }
  expect(measures.map(({ clock }) => clock.tone)).toEqual([tone])
})
