import { expect, test } from 'vitest'
import { newLruCache } from './lru-cache.ts'

test('留下最近用过的，合计不超过上限；最新的一个再大也留下', () => {
  const kept = newLruCache<number>(10, (value) => value)
  kept.set('a', 4)
  kept.set('b', 4)
  expect(kept.get('a')).toBe(4)
  kept.set('c', 4)
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([4, undefined, 4])
  kept.set('d', 99)
  expect([kept.get('a'), kept.get('c'), kept.get('d')]).toEqual([undefined, undefined, 99])
})
