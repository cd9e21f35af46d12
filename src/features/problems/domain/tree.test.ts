import { expect, test } from 'vitest'
import { LEVELS } from '#kernel/rooms/problems-tables.ts'
import { newPoints, place } from './tree.ts'

const allowed = ['problem under item', 'point under problem', 'item alone', 'problem alone']
test.each(LEVELS.flatMap((level) => [null, ...LEVELS].map((parent) => [level, parent] as const)))('%s 放在 %s 之下', (level, parent) => {
  const decision = place(level, parent && { id: 'p', level: parent, closed: false })
  const name = parent === null ? `${level} alone` : `${level} under ${parent}`
  expect(decision.ok).toBe(allowed.includes(name))
})

test('已销号的上级不再接收', () =>
  expect(place('point', { id: 'p', level: 'problem', closed: true })).toMatchObject({ refusal: { code: 'problem.parent-closed' } }))

test('同名点位只加一次，空格全角不算不同', () => {
  expect(newPoints(['1号排口', '１ 号排口', '2号排口', '3号排口'], ['3 号排口'])).toEqual(['1号排口', '2号排口'])
})
