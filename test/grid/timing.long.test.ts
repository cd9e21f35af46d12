import { test } from 'vitest'
import { reportFigure } from '../proofs/figures.ts'
import { keyOf } from './bodies.ts'
import { send } from './cells.ts'
import { gridWorld } from './world.ts'

const PAIRS = 250
const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0

test('他人的与没有的，答得一样快：一千对，中位数之差不超过 5 毫秒', async () => {
  const world = await gridWorld()
  const keys = [
    'get /problems/:problemId',
    'get /matters/:matterId/timeline',
    'get /evidence/:evidenceId/file',
    'post /problems/:problemId/closeout/apply',
  ]
  const deltas: Record<string, number> = {}
  for (const key of keys) {
    const e = world.app.endpoints.find((each) => keyOf(each) === key)
    if (!e) throw new Error(key)
    const [foreign, missing]: [number[], number[]] = [[], []]
    for (let i = 0; i < PAIRS * 2; i += 1) {
      const target = i % 2 === 0 ? 'foreign' : 'missing'
      const start = performance.now()
      await send(world, { e, seat: 'handler', target })
      ;(target === 'foreign' ? foreign : missing).push(performance.now() - start)
    }
    deltas[key] = Math.abs(median(foreign) - median(missing))
  }
  const most = Math.max(...Object.values(deltas))
  reportFigure('timing', `${keys.length * PAIRS} 对，最大 ${most.toFixed(1)} 毫秒`, most < 5)
})
