import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { memorySettings, usableMemory } from './memory-settings.ts'

const GB = 1024 ** 3
const inMb = (memory: number) =>
  Object.fromEntries(
    memorySettings(memory).flatMap((line) => {
      const [, name, mb] = /^(\w+)=(\d+)MB$/u.exec(line) ?? []
      return name === undefined ? [] : [[name, Number(mb)]]
    }),
  ) as Record<'shared_buffers' | 'effective_cache_size' | 'work_mem' | 'maintenance_work_mem' | 'max_wal_size', number>

test.each([
  [0.5, 64, 307, 4, 32, 512],
  [1, 64, 614, 4, 32, 512],
  [2, 256, 1228, 4, 64, 512],
  [4, 768, 2457, 8, 128, 1024],
  [8, 1792, 4915, 17, 256, 2048],
  [16, 2048, 9830, 32, 512, 2048],
  [64, 2048, 39321, 32, 512, 2048],
])('%s GB 内存：共享缓存 %s MB，系统缓存按 %s MB 估计，排序 %s MB，维护 %s MB，日志 %s MB', (gb, ...expected) => {
  const { shared_buffers, effective_cache_size, work_mem, maintenance_work_mem, max_wal_size } = inMb(gb * GB)
  expect([shared_buffers, effective_cache_size, work_mem, maintenance_work_mem, max_wal_size]).toEqual(expected)
})

test('内存再多也不减少任何一项；2 GB 以上共享缓存不超过四分之一', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.25, max: 512, noNaN: true }), fc.double({ min: 1, max: 8, noNaN: true }), (gb, factor) => {
      const [less, more] = [inMb(gb * GB), inMb(gb * factor * GB)]
      for (const name of Object.keys(less) as (keyof typeof less)[]) expect(more[name]).toBeGreaterThanOrEqual(less[name])
      expect(less.shared_buffers).toBeLessThanOrEqual(Math.max(64, gb * 256))
    }),
  )
})

test.each([
  ['容器的上限比机器小', 64 * GB, 2 * GB, 2 * GB],
  ['容器没有上限', 8 * GB, 2 ** 63, 8 * GB],
  ['系统不说上限', 8 * GB, 0, 8 * GB],
  ['读不到上限', 8 * GB, undefined, 8 * GB],
])('%s', (_, total, limit, usable) => expect(usableMemory(total, limit)).toBe(usable))
