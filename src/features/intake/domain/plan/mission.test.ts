import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { readWorkbook } from '#platform/workbook/read/read-workbook.ts'
import { recognise } from '../read/recognise.ts'
import { type Draft, draftOf } from './draft.ts'
import { lineReader } from './lines.ts'
import { newFinder } from './names.ts'

const ON = '2026-11-28' as Day

async function draftsOf(name: string): Promise<ReadonlyMap<number, Draft>> {
  const read = await readWorkbook(`test/fixtures/mission/${name}.xlsx`, `${name}.xlsx`)
  const tables = read.ok ? recognise(read.sheets, { on: ON }).tables : []
  const context = { sourceOf: () => null, receivedOn: ON, on: ON, names: newFinder({ units: [], people: [], known: [] }) }
  const drafts = tables.flatMap((table) => table.rows.map((row) => draftOf(lineReader(table)(row), context)))
  return new Map(drafts.filter((draft) => draft !== null).map((draft) => [draft.line.row, draft]))
}
const called = (draft: Draft | undefined, part: 'leader' | 'lead' | 'co' | 'person') =>
  (draft?.holders[part] ?? []).map(({ text, phone }) => (phone ? `${text} ${phone}` : text)).join('、')

/** Written by hand from the cells: file, row, what it claims, since when (a whole day), in whose words, leaders, lead, helpers. */
const JUDGED = [
  ['r1', 4, 'closed', '2019-03-15', '销号时间：2019年3月15日', '区领导甲', '区住建局', '区水利局、区生态环境分局'],
  ['r1', 5, 'closed', '2018-06-30', '销号时间：2018.6.30', '区领导甲', '区工信局', '区生态环境分局'],
  ['r1', 6, 'closed', null, '销号时间：2021年1月', '村民甲', '区水利局', '区住建局、柳河镇'],
  ['r1', 7, 'in_hand', null, null, '区领导丙', '区委办、区政府办', '各镇、各有关部门'],
  ['r1', 8, 'in_hand', null, null, '村民甲', '区自然资源局', '区农业农村局、白沙镇'],
  ['r1', 9, 'closed', '2018-10-20', '销号时间：2018-10-20', '', '区卫健局', ''],
  ['r2', 4, 'closed', null, '2019年8月', '区领导甲', '区住建局', '海头镇、区水利局'],
  ['r2', 5, 'closed', null, '完成时间：2018年12月', '区领导甲', '海头镇', ''],
  ['r2', 6, 'closed', null, '完成时间：2019年12月', '村民甲', '区农业农村局', '柳河镇、白沙镇'],
  ['r2', 7, 'in_hand', null, null, '', '区城管局', ''],
  ['r2', 8, 'done', '2018-12-25', '完成时间：2018年12月25日', '区领导乙', '区工信局', '各镇'],
  ['r3', 4, null, null, null, '区领导甲', '区住房和城乡建设局', '区水利局、海头镇、白沙镇'],
  ['r3', 5, null, null, null, '区领导甲', '海头镇', ''],
  ['r3', 6, null, null, null, '区领导丙', '区委办公室', ''],
] as const

test.for(JUDGED)('三张真实样式的表，逐行：%s 第 %i 行 %s', async ([file, row, declared, on, when, leaders, lead, co]) => {
  const draft = (await draftsOf(file)).get(row)
  expect(draft?.facts).toMatchObject({ declared, declaredOn: on, declaredWhen: when })
  expect([called(draft, 'leader'), called(draft, 'lead'), called(draft, 'co')]).toEqual([leaders, lead, co])
  // what is claimed stands in the sheet's own words
  expect(draft?.facts.declaredRaw === null).toBe(declared === null)
})

test('每一行都读到，一行不少；单元格里的电话不进姓名', async () => {
  for (const [file, rows] of [
    ['r1', 6],
    ['r2', 5],
    ['r3', 3],
  ] as const)
    expect((await draftsOf(file)).size).toBe(rows)
  const drafts = await draftsOf('r1')
  expect([4, 5, 8].map((row) => called(drafts.get(row), 'person'))).toEqual([
    '责任人甲 13800000001',
    '责任人丁 13800000006',
    '责任人乙 镇长',
  ])
})

const questions = async (file: Parameters<typeof draftsOf>[0], row: number) =>
  (await draftsOf(file)).get(row)?.issues.filter(({ message }) => /未写明谁牵头/u.test(message))

test('没写明谁牵头的，预览里问人；写明的不问', async () => {
  expect(await questions('r3', 4)).toHaveLength(1)
  expect(await questions('r2', 4)).toEqual([])
  expect(await questions('r1', 7)).toEqual([])
})
