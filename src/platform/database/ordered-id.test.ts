import { expect, test } from 'vitest'
import { orderedId } from './ordered-id.ts'

test('后生成的总比先生成的大：同一毫秒里成千上万个、时钟往回拨时也一样', () => {
  const at = Date.now() + 1000
  const ids = [...Array.from({ length: 10_000 }, () => orderedId(at)), orderedId(at - 5000), orderedId(at + 60_000)]
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
})
