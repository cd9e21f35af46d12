import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MeasureId, MilestoneId } from '#kernel/rooms/problems.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import {
  COLUMNS,
  type PlanRow,
  changesSince,
  draftOf,
  emptyRow,
  faultsOf,
  isChanged,
  moveTo,
  namesUnder,
  partsOf,
  pasteAt,
  planInput,
  rebased,
  rowsOf,
  splitAt,
} from './plan-draft.ts'

const measure = (id: string, text: string) => ({
  id: id as MeasureId,
  no: 1,
  text,
  unit: null,
  person: null,
  deadlineRaw: null,
  dueOn: null,
  lastDay: null,
  result: null,
  startedOn: null,
  doneOn: null,
  schedule: 'undated' as const,
  clock: { text: '', tone: 'none' as const },
  milestones: [{ id: `${id}s` as MilestoneId, no: 1, text: '开工', dueOn: null, reachedOn: null }],
  evidence: [],
  latest: null,
  reports: 0,
})
const PLAN = { version: 3, measures: [measure('a', '排查'), measure('b', '建设')] }
const NAMES = {
  unit: (name: string) => (name === '住建局' ? { id: 'u' as UnitId, name: '区住建局' } : undefined),
  person: (name: string) => (name === '承办人甲' ? { id: 'p' as PersonId, name } : undefined),
}
const texts = (rows: readonly PlanRow[]) => rows.map(({ text }) => text)

test('打开就是现有方案，没有改动；末尾空行不算改动', () => {
  const draft = draftOf(PLAN)
  expect(isChanged(draft)).toBe(false)
  expect(isChanged({ ...draft, rows: [...draft.rows, emptyRow()] })).toBe(false)
  expect(isChanged({ ...draft, rows: draft.rows.toReversed() })).toBe(true)
})

test('从表格粘贴一块：按列填入，行不够就添，认不出的名称留着待选', () => {
  const rows = pasteAt(
    rowsOf(PLAN),
    1,
    'text',
    [
      ['建设围挡', '住建局', '承办人甲', '年底前', '验收单', '多余'],
      ['管护', '某某局', '', ''],
    ],
    NAMES,
  )
  expect(texts(rows)).toEqual(['排查', '建设围挡', '管护'])
  expect(rows[1]).toMatchObject({ id: 'b', unit: { name: '区住建局' }, person: { id: 'p' }, deadline: '年底前', result: '验收单' })
  expect(rows[2]).toMatchObject({ unit: null, unitTyped: '某某局' })
  expect(faultsOf(rows)).toEqual(['第 3 条责任单位“某某局”不在名册中，请选择或清除'])
})

test('从中间一列粘贴', () => {
  const [row] = pasteAt([emptyRow('甲')], 0, 'deadline', [['年底前', '报告']], NAMES)
  expect(row).toMatchObject({ text: '甲', deadline: '年底前', result: '报告', unit: null })
  expect(namesUnder('person', 'text', [['a', 'b', '承办人甲'], ['a', 'b', ' 承办人甲 '], ['a']])).toEqual(['承办人甲'])
  expect(namesUnder('person', 'deadline', [['a']])).toEqual([])
})

test('带序号的一条拆成几条，单位和时限随着走', () => {
  const row = { ...emptyRow('①排查；②建设；③管护'), deadline: '年底前', unit: { id: 'u' as UnitId, name: '区住建局' } }
  expect(partsOf(row.text)).toBe(3)
  const rows = splitAt([emptyRow('前'), row, emptyRow('后')], 1)
  expect(texts(rows)).toEqual(['前', '排查', '建设', '管护', '后'])
  expect(rows[1]?.key).toBe(row.key)
  expect(rows[3]).toMatchObject({ deadline: '年底前', unit: { id: 'u' } })
})

test('挪动只换次序', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: -2, max: 8 }),
      fc.nat(7),
      (list, to, from) => {
        const rows = list.map((text) => emptyRow(text))
        const moved = moveTo(rows, from % rows.length, to)
        expect(texts(moved).toSorted()).toEqual(texts(rows).toSorted())
        expect(moved[Math.max(0, Math.min(rows.length - 1, to))]?.key).toBe(rows[from % rows.length]?.key)
      },
    ),
  ))

test('空的不存，没写措施的要补', () => {
  const rows = [emptyRow(), { ...emptyRow(), deadline: '年底前' }]
  expect(faultsOf(rows)).toEqual(['第 2 条没有填写措施'])
  expect(planInput({ rows, reason: '' }).measures).toHaveLength(1)
  expect(COLUMNS).toHaveLength(5)
})

test('别人改过：逐条说清改了什么；接着自己的草稿存，没动的随别人，动过而被取消的成为新增，别人新增的留着', () => {
  const draft = draftOf(PLAN)
  const mine = { ...draft, rows: [...draft.rows.map((row) => (row.id === 'a' ? { ...row, text: '排查建档' } : row)), emptyRow('我加的')] }
  const theirs = { version: 5, measures: [measure('b', '建设围挡'), measure('c', '他们加的')] }
  expect(changesSince(draft.base, rowsOf(theirs))).toEqual(['第 1 条措施：建设 → 建设围挡', '新增第 2 条：他们加的', '取消了：排查'])
  const after = rebased(mine, theirs)
  expect(after.version).toBe(5)
  expect(after.rows.map(({ id, text }) => [id, text])).toEqual([
    [undefined, '排查建档'],
    ['b', '建设围挡'],
    [undefined, '我加的'],
    ['c', '他们加的'],
  ])
  expect(after.rows[0]?.stones[0]).not.toHaveProperty('id')
  expect(after.rows[1]?.stones[0]).toHaveProperty('id', 'bs')
})
