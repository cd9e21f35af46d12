import { expect, test } from 'vitest'
import { aSource, otherUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import type { Preview } from '../intake.contract.ts'

async function previewed(lines: readonly string[], name = '台账.csv') {
  const server = await testServer()
  const officer = server.as('officer')
  const { json } = await officer.upload(`/intake?name=${encodeURIComponent(name)}`, Buffer.from(`\uFEFF${lines.join('\n')}`))
  const path = `/intake/${String(json['id'])}`
  await officer.post(`${path}/choices`, { sourceId: aSource })
  const preview = async (query = '') => (await officer.get(`${path}${query}`)).json as unknown as Preview
  return { ...server, officer, path, preview }
}

const LEDGER = [
  '样例区整改台账,,,,',
  '序号,反馈问题,责任单位,罚款金额(万元),整改时限',
  '1,东沟河排口未封堵,牵头单位：区住建局；配合单位：各镇（街道）、区城管局,2.5,2026年12月底前',
  '2,堆场扬尘未覆盖,区住建局牵头、青禾镇配合,,立行立改',
  '合计,,,2.5,',
  '备注：以上由专班汇总,,,,',
]

test('列为什么这样认、未当作记录的行、金额、牵头和配合，都在预览里，行数加得上', async () => {
  const { preview } = await previewed(LEDGER)
  const { tables, rows } = await preview()
  expect(tables[0]?.columns.map(({ header, field, why }) => [header, field, why?.by])).toEqual([
    ['序号', 'seq', 'synonym'],
    ['反馈问题', 'problem', 'synonym'],
    ['责任单位', 'responsibleUnits', 'synonym'],
    ['罚款金额(万元)', null, undefined],
    ['整改时限', 'deadline', 'synonym'],
  ])
  expect(tables[0]?.others).toEqual([
    { row: 1, as: 'title', text: '样例区整改台账' },
    { row: 2, as: 'head', text: '序号　反馈问题　责任单位　罚款金额(万元)　整改时限' },
    { row: 5, as: 'total', text: '合计　2.5' },
    { row: 6, as: 'note', text: '备注：以上由专班汇总' },
  ])
  expect(tables[0]).toMatchObject({
    rows: 2,
    otherCounts: [{ as: 'title' }, { as: 'head' }, { as: 'total' }, { as: 'note' }].map((one) => ({ ...one, rows: 1 })),
  })
  expect(rows[0]?.figures).toEqual([{ head: '罚款金额(万元)', words: '25,000 元' }])
  expect(rows.map(({ holders }) => holders)).toEqual([
    [
      { part: 'lead', names: [{ name: '区住建局', known: true }] },
      {
        part: 'co',
        names: [
          { name: '各镇（街道）', known: false },
          { name: '区城管局', known: false },
        ],
      },
    ],
    [
      { part: 'lead', names: [{ name: '区住建局', known: true }] },
      { part: 'co', names: [{ name: '青禾镇', known: true }] },
    ],
  ])
})

const sheet = (total: string) => ['交办件统计表,,,', '镇街,交办件数,办结件数,未办结件数', '青禾镇,5,3,2', '海棠镇,4,4,0', total]

test('统计表照认，合计逐列核对，不导入', async () => {
  const right = await (await previewed(sheet('合计,9,7,2'))).preview()
  expect(right.tables).toMatchObject([{ kind: 'statistics', importable: false, totals: [{ row: 5, figures: 3, differs: [] }] }])
  const wrong = await (await previewed(sheet('合计,9,8,2'))).preview()
  expect(wrong.tables[0]?.totals[0]?.differs).toEqual([expect.stringMatching(/第 5 行.*办结件数.*8.*7/u)])
  expect(wrong.plan.read).toBe(0)
})

test('没对上的名称全表只问一次，各镇（街道）是一组单位不必指认；指认后即认得，再导一份也认得', async () => {
  const { preview, officer, path } = await previewed(LEDGER)
  expect((await preview()).names.map(({ raw, count }) => [raw, count])).toEqual([['区城管局', 1]])
  await officer.post(`${path}/choices`, { names: [{ kind: 'unit', raw: '区城管局', unitId: otherUnit }] })
  expect((await preview()).names.map(({ raw }) => raw)).toEqual([])
  await officer.post(`${path}/commit`)
  const { json } = await officer.upload('/intake?name=b.csv', Buffer.from(`\uFEFF序号,反馈问题,责任单位\n1,另一处扬尘,区城管局牵头`))
  const next = (await officer.get(`/intake/${String(json['id'])}`)).json as unknown as Preview
  expect([next.names, next.rows[0]?.holders[0]?.names]).toEqual([[], [{ name: '区住建局', known: true }]])
})

test('翻页、有人改了别的：预览记得住，也跟得上', async () => {
  const lines = Array.from({ length: 150 }, (_, i) => `${i + 1},第 ${i + 1} 处排口未封堵,2026年12月底前`)
  const { preview, officer } = await previewed(['序号,反馈问题,整改时限', ...lines])
  expect((await preview()).rows).toHaveLength(100)
  expect((await preview('?page=2')).rows.map(({ row }) => row)).toEqual(Array.from({ length: 50 }, (_, i) => i + 102))
  const other = await officer.upload('/intake?name=b.csv', Buffer.from('\uFEFF序号,反馈问题\n1,第 7 处排口未封堵'))
  await officer.post(`/intake/${String(other.json['id'])}/choices`, { sourceId: aSource })
  await officer.post(`/intake/${String(other.json['id'])}/commit`)
  expect((await preview('?outcome=updated')).rows.map(({ row }) => row)).toEqual([8])
})

test('回执的每一行都能打开它的问题', async () => {
  const { preview, officer, path, owner } = await previewed(LEDGER)
  await officer.post(`${path}/commit`)
  const { rows } = await preview()
  const known = await owner.query<{ id: string; title: string }>('select id, title from matter')
  expect(rows.map(({ matterId }) => known.rows.find(({ id }) => id === matterId)?.title)).toEqual(rows.map(({ title }) => title))
})

test('预览列出措施分成的各条和所在工作表；每一行都被拒绝时说明不能导入', async () => {
  const head = '序号,反馈问题,整改措施,整改时限'
  const { tables, rows, blockingReasons } = await (
    await previewed([head, '1,东沟河排口未封堵,①封堵排口；②建立巡查记录,2026年12月底前'], '区级.csv')
  ).preview()
  expect(tables).toMatchObject([{ sheet: '区级' }])
  expect(rows[0]?.measures).toEqual(['封堵排口', '建立巡查记录'])
  expect(blockingReasons).toEqual([])

  const none = await (await previewed([head, '1,,覆盖,2027年2月30日', '2,堆场扬尘,覆盖,2027年2月30日'])).preview()
  expect(none.plan).toMatchObject({ read: 2, refused: 2 })
  expect(none.rows.map(({ title }) => title)).toEqual(['1　覆盖　2027年2月30日', '堆场扬尘'])
  expect(none.blockingReasons).toEqual([expect.stringMatching(/每一行都被拒绝/u)])
})
