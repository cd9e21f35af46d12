import { expect, test } from 'vitest'
import { reportFigure } from '#test/proofs/figures.ts'
import { ACTORS } from '../closeout/closeout-stage-fixture.ts'
import { runs } from '../full.ts'
import { sumOf, walkAll } from './walk-all.ts'
import { walk } from './walk.ts'

const LENGTH = 50
const WALKS = runs(8, 8, 250)

test.each(runs([1], [1], [1, 2, 3, 4]))(
  '随机漫步（第 %i 组）：任何账号在自己的、别人的、不存在的问题上做任何事，每个回答都与另写的规则一致',
  async (group) => {
    const seeds = Array.from({ length: WALKS }, (_, i) => 1000 * group + i)
    const { failures, closings, requests, balks } = sumOf(
      await walkAll(seeds, (stage, trio, seed) => walk(stage, trio, { seed, length: LENGTH, actors: ACTORS })),
    )
    expect.soft(failures.slice(0, 20)).toEqual([])
    // a walk that gets nowhere shows nothing; what is allowed is mostly done
    expect(closings.length).toBeGreaterThan(WALKS / 10)
    expect([...balks.values()].reduce((sum, times) => sum + times, 0)).toBeLessThan(requests / 50)
    const words = `${WALKS} × ${LENGTH} 步、${requests} 次请求、${closings.length} 次销号：${failures.length} 处不一致`
    reportFigure('random-walk', words, failures.length === 0)
  },
)
