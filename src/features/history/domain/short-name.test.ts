import { expect, test } from 'vitest'
import { orderedId } from '#platform/database/ordered-id.ts'
import { shortNameOf } from './short-name.ts'

test('同一次导入的两万个编号，简称各不相同、开头也不雷同；同一编号永远同名', () => {
  const ids = Array.from({ length: 20_000 }, () => orderedId())
  const names = ids.map(shortNameOf)
  expect(new Set(names).size).toBe(ids.length)
  expect(new Set(names.map((name) => name.slice(0, 4))).size).toBeGreaterThan(18_000)
  expect(names.every((name) => /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/.test(name))).toBe(true)
  expect(shortNameOf('00000000-0000-4000-8000-00000000ABCD')).toBe(shortNameOf('00000000-0000-4000-8000-00000000abcd'))
  expect(shortNameOf('00000000-0000-4000-8000-000000000001')).toBe('92TB-KLLY')
})
