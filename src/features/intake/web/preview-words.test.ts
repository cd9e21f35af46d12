import { sealingWords } from './preview/Sealing.tsx'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { FIELDS, type FieldKey } from '../domain/columns/fields.ts'
import type { Preview } from '../intake.contract.ts'
import { dueWords } from './receipt/due-words.ts'
import { noticesOf } from './preview/notices.ts'
import { stableOrder } from './preview/stable-name-order.ts'
import { sourceGroups } from './preview/source-groups.ts'
import { FIELD_GROUPS, columnCounts, isGrouped, otherCountWords, rowSumWords, whyNotTaken, whyWords } from './preview/table-words.ts'
import { searchOf, filterIn } from './preview/useRowFilter.ts'

const today = '2026-11-23' as Day
const column = (field: FieldKey | null, corrected = false) => ({
  index: 0,
  header: '',
  field,
  why: null,
  samples: [],
  sealed: null,
  corrected,
})
const listed = (raw: string): Preview['names'][number] => ({ kind: 'unit', raw, count: 1, candidates: [] })
const unknown = (name: string) => ({ kind: 'SOURCE_UNKNOWN', message: `“${name}”不是已登记的问题来源` })
const inspection = (id: string, entryOn: string) => ({ id, name: id, entryOn })
const source = (name: string, inspectionId: string | null) => ({ id: name, name, inspectionId })

test('时限：算出的写日期，长期的写复核，读不准的写待确认', () => {
  expect(dueWords('2026年12月底前', '2026-12-31', today)).toEqual({ words: '2026年12月31日', kind: 'day' })
  expect(dueWords('长期坚持', null, today).kind).toBe('lasting')
  expect(dueWords('尽快', null, today).kind).toBe('doubt')
  expect(dueWords('2026年12月前', null, today).kind).toBe('doubt')
})

test('可选的列：除空气质量外的每一项都在某一组里，且只在一组', () => {
  const offered = FIELD_GROUPS.flatMap(({ fields }) => fields)
  expect(new Set(offered).size).toBe(offered.length)
  const rest = Object.keys(FIELDS).filter((field) => !isGrouped(field))
  expect(rest).toEqual(['period', 'pm25', 'pm10', 'so2', 'no2', 'co95', 'o3_90', 'aqi', 'goodRate', 'index', 'indexLastYear', 'rank'])
})

test('将封存什么，按列说明', () => {
  expect(sealingWords({ head: '举报人电话', kind: 'phone', inText: false, cells: 12 })).toBe('“举报人电话”整列 12 格')
  expect(sealingWords({ head: '反馈问题', kind: 'phone', inText: true, cells: 3 })).toBe(
    '“反馈问题”文字里的电话 3 处，原处留下“已封存”标记',
  )
})

test('不导入的表说明为什么', () => {
  const more = { columns: [], sealing: [], others: [], otherCounts: [], totals: [], issues: [] }
  const table = { table: 0, sheet: '台账', title: null, layout: 'grid' as const, leftOut: false, rows: 3, ...more }
  expect(whyNotTaken({ ...table, kind: 'problem', importable: true })).toBeUndefined()
  expect(whyNotTaken({ ...table, kind: 'statistics', importable: false })).toMatch(/系统按台账逐项计算/u)
  expect(whyNotTaken({ ...table, kind: 'case', importable: false })).toMatch(/信访/u)
  expect(whyNotTaken({ ...table, kind: 'problem', importable: false, rows: 0 })).toMatch(/没有数据行/u)
})

test('列数：认出的加不导入的等于全部', () => {
  expect(columnCounts({ columns: [column('task'), column(null), column(null, true)] })).toEqual({ all: 3, taken: 1, left: 2, corrected: 1 })
})

test('为什么认作这一项，用平常的话说', () => {
  expect(whyWords({ by: 'synonym', words: '整改时限' })).toBe('因列头“整改时限”')
  expect(whyWords({ by: 'parts', words: '单位' })).toBe('因列头含“单位”')
  expect(whyWords({ by: 'cells', words: '编号' })).toBe('因内容是编号')
})

test('没当作记录的行逐类计数，加上记录等于读到的行', () => {
  const otherCounts = [
    { as: 'title' as const, rows: 1 },
    { as: 'total' as const, rows: 1 },
    { as: 'note' as const, rows: 2 },
  ]
  expect(otherCountWords(otherCounts)).toBe('标题 1、合计 1、说明 2')
  expect(rowSumWords({ rows: 8, otherCounts })).toBe('读到 12 行 ＝ 记录 8 ＋ 标题 1 ＋ 合计 1 ＋ 说明 2')
})

test('地址里的筛选和页码读得回来，读不懂的当全部、第一页', () => {
  expect(filterIn('?rows=refused&page=3')).toEqual({ outcome: 'refused', page: 3 })
  expect(searchOf({ outcome: 'refused', page: 3 })).toEqual({ rows: 'refused', page: '3' })
  expect(searchOf({ outcome: undefined, page: 1 })).toEqual({})
  expect(filterIn('?rows=x&page=-1')).toEqual({ outcome: undefined, page: 1 })
})

test('名称答过也不换位置；随列消失的不再列出', () => {
  const first = stableOrder([], [listed('甲办'), listed('乙办')], [])
  const answered = stableOrder(first, [listed('乙办'), listed('丙办')], [{ kind: 'unit', raw: '甲办' }])
  expect(answered.map(({ raw }) => raw)).toEqual(['甲办', '乙办', '丙办'])
  expect(stableOrder(answered, [listed('丙办')], []).map(({ raw }) => raw)).toEqual(['丙办'])
  expect(stableOrder(first, first, [])).toBe(first)
})

test('没登记的来源合成一句，其余提示照旧', () => {
  expect(noticesOf([{ kind: 'HIDDEN', message: '含隐藏列' }, unknown('自查'), unknown('信访')])).toEqual({
    notices: ['含隐藏列'],
    unknownSources: ['自查', '信访'],
  })
})

test('来源按督察分组，最近进驻的在前，不属于督察的在最后，没有来源的督察不列', () => {
  const shape = {
    inspections: [inspection('一', '2016-11-01'), inspection('空', '2020-01-01'), inspection('三', '2026-11-01')],
    sources: [source('自查', null), source('反馈', '三'), source('信访', '一')],
  } as unknown as Parameters<typeof sourceGroups>[0]
  expect(sourceGroups(shape).map(({ words, sources }) => [words, sources.map(({ name }) => name)])).toEqual([
    ['三', ['反馈']],
    ['一', ['信访']],
    ['不属于某次督察的来源', ['自查']],
  ])
})
