import { expect, test } from 'vitest'
import { FACT_KEYS, IMPORTED_FACTS, factOf, factTitle } from '#features/problems/domain/facts.ts'
import { OFFICIAL_LEDGER } from '#features/problems/domain/official-ledger.ts'
import { TABLES } from '#kernel/rooms.ts'
import { matchParts } from './column-matching.ts'
import { FIELDS } from './fields.ts'
import { VOCABULARY } from './vocabulary.ts'

const camel = (column: string) => column.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase())

test('一件事实一个名字：列名与代码里的名字只差写法，标题各不相同', () => {
  expect(FACT_KEYS.map((key) => camel(factOf(key).column))).toEqual(FACT_KEYS)
  const titles = FACT_KEYS.filter((key) => factOf(key).type !== 'other').map(factTitle)
  expect(new Set(titles).size).toBe(titles.length)
})

test('问题表里记入办理记录的列，不是事实就是它的来历', () => {
  const facts = new Set<string>(FACT_KEYS.map((key) => factOf(key).column))
  const others = Object.entries(TABLES.problem.columns).flatMap(([column, { spec }]) =>
    spec.recorded === 'yes' && !facts.has(column) ? [column] : [],
  )
  expect(others).toEqual(['matter_id', 'wording_hash', 'review_on', 'decided', 'raw', 'intake_id', 'intake_at'])
})

test('导入的事实都是导入时的字段，照自己的标题写就认得', () => {
  for (const key of IMPORTED_FACTS) {
    const { field } = factOf(key).imported ?? { field: '' }
    expect(FIELDS, field).toHaveProperty([field])
    expect(VOCABULARY.match(factTitle(key), 'ledger')?.field, factTitle(key)).toBe(field)
  }
})

test('导出的列头，读回来就是它那个字段；系统计算的不认', () => {
  for (const { group, title, field } of OFFICIAL_LEDGER) {
    const found = matchParts(group === undefined ? [title] : [group, title], 'ledger', VOCABULARY)
    if (field !== null || group === '系统计算') expect(found?.field ?? null, title).toBe(field)
  }
})
