import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SLOTS } from '#kernel/rooms/problems.ts'
import { CLOSURES, PROGRESSES, SCHEDULES } from './axes.ts'
import { type CountGroup, countsOf } from './ledger-counts.ts'

const groups: fc.Arbitrary<CountGroup[]> = fc.array(
  fc.record({
    progress: fc.constantFrom(...PROGRESSES),
    schedule: fc.constantFrom(...SCHEDULES),
    closure: fc.constantFrom(...CLOSURES),
    missing: fc.subarray([...SLOTS]),
    count: fc.integer({ min: 1, max: 50 }),
  }),
)
const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined })
const filter = fc.record({ progress: some(PROGRESSES), schedule: some(SCHEDULES), closure: some(CLOSURES), missing: some(SLOTS) })
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)

test('每个轴在去掉自己的条件后合计相符；选中的值之和就是总数', () => {
  fc.assert(
    fc.property(groups, filter, (rows, wantedFilter) => {
      const counts = countsOf(rows, wantedFilter)
      for (const [axis, values] of [
        ['progress', PROGRESSES],
        ['schedule', SCHEDULES],
        ['closure', CLOSURES],
      ] as const) {
        expect(sum(counts[axis])).toBe(countsOf(rows, { ...wantedFilter, [axis]: undefined }).total)
        const chosen: readonly string[] = wantedFilter[axis] ?? values
        expect(chosen.reduce((all, value) => all + ((counts[axis] as Record<string, number>)[value] ?? 0), 0)).toBe(counts.total)
      }
      for (const slot of SLOTS) expect(counts.missing[slot]).toBe(countsOf(rows, { ...wantedFilter, missing: [slot] }).total)
    }),
  )
})
