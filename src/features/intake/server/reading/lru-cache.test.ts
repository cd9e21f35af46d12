import { expect, test } from 'vitest'
import { newLruCache } from './lru-cache.ts'

test('留下最近用过的，合计不超过上限；最新的一个再大也留下', () => {
  const cache = newLruCache<number>(10, (value) => value)
  cache.set('a', 4)
  cache.set('b', 4)
  expect(cache.get('a')).toBe(4)
  cache.set('c', 4)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([4, undefined, 4])
  cache.set('d', 99)
  expect([cache.get('a'), cache.get('c'), cache.get('d')]).toEqual([undefined, undefined, 99])
})

test('忘掉以此开头的，别的留着；忘掉的不再占地方', () => {
  const cache = newLruCache<number>(10, (value) => value)
  for (const key of ['file 1', 'file 2', 'other']) cache.set(key, 3)
  cache.forget('file ')
  cache.set('more', 7)
  expect(['file 1', 'file 2', 'other', 'more'].map(cache.get)).toEqual([undefined, undefined, 3, 7])
})
