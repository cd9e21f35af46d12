import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dayOf, type Day } from '#kernel/days.ts'
import { readWorkbook } from '#platform/workbook/read/read-workbook.ts'
import { recognise } from './read/recognise.ts'
import type { RecognisedTable } from './read/recognised.ts'

const FOLDER = 'test/fixtures/tables/'
const ON = dayOf('2026-11-23') as Day
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.csv'))

async function tablesIn(id: string): Promise<readonly RecognisedTable[]> {
  const file = FILES.find((name) => name.startsWith(id)) ?? ''
  const read = await readWorkbook(FOLDER + file, file)
  return read.ok ? recognise(read.sheets, { on: ON }).tables : []
}

const CASE = 'seq caseNo content region pollutionTypes investigation verdict'
/** Layout → kind, layout of the sheet, rows, fields from left to right (`-` stands for none). */
const EXPECTED: readonly (readonly [string, string, string, number, string])[] = [
  ['t28', 'problem', 'grid', 2, 'seq problemTypes region point - - - problem measures progress'],
  ['t30', 'problem', 'pairs', 1, 'problem leadUnit phone target measures progress done'],
  ['t33', 'task', 'grid', 6, 'seq task responsibleUnits deadline'],
  ['t36', 'task', 'grid', 1, 'seq task measures leadUnit responsibleUnits coUnits deadline'],
  ['t41', 'problem', 'pairs', 1, 'point region responsibleUnits deadline'],
  ['t01', 'case', 'grid', 2, 'seq region content pollutionTypes investigation verdict handling accountability remark'],
  ['t03', 'case', 'grid', 1, 'seq caseNo content region pollutionTypes investigation verdict goal handling done accountability'],
  ['t05', 'case', 'grid', 3, `${CASE} handling accountability`],
  ['t07', 'case', 'pairs', 1, 'seq caseNo content region pollutionTypes investigation'],
  ['t09', 'case', 'grid', 1, 'seq content region investigation verdict handling done remark'],
  ['t11', 'case', 'grid', 1, `${CASE} goal handling done accountability`],
  ['t12', 'case', 'grid', 2, `${CASE} handling accountability`],
  ['t13', 'case', 'grid', 1, `${CASE} handling accountability remark`],
  ['t15', 'case', 'grid', 1, `${CASE} handling accountability`],
  ['t16', 'case', 'grid', 2, `${CASE} - handling accountability`],
  ['t17', 'case', 'grid', 1, 'seq - region caseNo pollutionTypes verdict investigation handling accountability'],
  ['t18', 'case', 'grid', 1, 'seq caseNo - region content pollutionTypes investigation verdict handling accountability'],
  ['t19', 'case', 'grid', 1, `seq batch ${CASE.slice(4)} handling done accountability`],
  ['t21', 'case', 'grid', 2, `${CASE} handling accountability remark`],
  ['t52', 'case', 'grid', 1, `${CASE} handling accountability`],
  ['t42', 'statistics', 'grid', 1, 'place - - - - - - -'],
  ['t44', 'statistics', 'grid', 9, 'place - -'],
  ['t53', 'statistics', 'grid', 5, 'place - - - - - - - - - -'],
  ['t54', 'statistics', 'grid', 5, 'place - - - - - - - - - -'],
  ['t55', 'statistics', 'grid', 5, 'place - -'],
  ['t45', 'air', 'grid', 6, 'place so2 no2 pm10 pm25 co95 o3_90 goodRate index rank'],
  ['t47', 'air', 'grid', 4, 'place index rank'],
  ['t48', 'air', 'grid', 6, '- - - - -'],
  ['t49', 'air', 'grid', 1, 'period - - - - - - so2 no2 pm10 co95 o3_90 pm25 - index'],
  ['t51', 'case', 'grid', 3, '- -'],
]

describe('公开表格的版式', () => {
  test('每一份表格都有预期', () => expect(EXPECTED.map(([id]) => id).toSorted()).toEqual(FILES.map((file) => file.slice(0, 3)).toSorted()))

  test.each(EXPECTED)('%s 认作 %s（%s），%d 行', async (id, kind, layout, rows, fields) => {
    const [table] = await tablesIn(id)
    expect(table?.columns.map(({ field }) => field ?? '-').join(' ')).toBe(fields)
    expect({ kind: table?.kind, layout: table?.layout, rows: table?.rows.length }).toEqual({ kind, layout, rows })
  })

  test('t01 来信一段：批次取自标题，受理方式取自分段行', async () => {
    const row = (await tablesIn('t01'))[0]?.rows[0]
    expect([row?.batch?.value, row?.channel?.value]).toEqual(['第三十二批', '来信'])
  })

  test('t07 竖排：一行两个字段、星号重点件、折行的污染类型', async () => {
    const row = (await tablesIn('t07'))[0]?.rows[0]
    expect(row?.seq?.value).toBe('24')
    expect(row?.caseNo).toEqual({
      raw: 'X2HA202104270093*',
      value: { no: 'X2HA202104270093', key: true, channel: '来信', round: 2, province: 'HA', received: '2021-04-27', serial: 93 },
    })
    expect(row?.pollutionTypes?.value).toEqual(['其他污染'])
  })

  test('t28 缺两格的行不能直接导入', async () => {
    const issues = (await tablesIn('t28'))[0]?.issues.filter(({ level }) => level === 'error')
    expect(issues).toMatchObject([{ row: 4, kind: 'ROW_SHORT' }])
  })

  test('t30 竖表：折行的标签、完成情况按内容认作是否完成', async () => {
    const row = (await tablesIn('t30'))[0]?.rows[0]
    expect(row?.done).toEqual({ raw: '已完成', value: 'done' })
    expect(row?.leadUnit?.value).toEqual([{ name: '景东彝族自治县卫生健康局', part: null }])
  })

  test('t33 时间进度：相对期限、区间、常态工作', async () => {
    const rows = (await tablesIn('t33'))[0]?.rows ?? []
    expect(rows[0]?.deadline?.value).toMatchObject({ kind: 'within', amount: 2, unit: 'month' })
    expect(rows[4]?.deadline?.value).toMatchObject({ kind: 'window', date: '2017-12-31' })
    expect(rows[2]?.deadline?.value).toMatchObject({ kind: 'lasting' })
  })

  test('t47 并排两张表分成两张，括号里的同期数不算本期', async () => {
    const tables = await tablesIn('t47')
    expect(tables.map(({ columns }) => columns[0]?.header)).toEqual(['2023年5月份及同期/区县', '2023年1—5月份及同期/区县'])
    expect(tables[1]?.rows[3]).toMatchObject({ place: { value: '临淄区' }, index: { raw: '5.09(5.25)', value: 5.09 } })
  })

  test('t53 合计与各行之和不符时说明，小数件不失真', async () => {
    const totals = (await tablesIn('t53'))[0]?.issues.filter(({ kind }) => kind === 'TOTAL_DIFFERS')
    expect(totals?.[0]?.message).toBe('第 8 行合计“移交件数”为 17，各行之和为 8')
  })
})
