import { expect, test } from 'vitest'
import { reportFigure } from '#test/proofs/figures.ts'
import { ACTORS, type Actor } from '../closeout/closeout-stage-fixture.ts'
import { runs } from '../full.ts'
import { type Start, TEMPTING, begun } from './begun.ts'
import { sumOf, walkAll } from './walk-all.ts'
import { walk } from './walk.ts'

/**
 * What this notices at its usual size, shown by switching each rule off by hand:
 * the doer (`doerRefusal`; a recorder who is one, `recorderRefusal`), the applicant (`applicantsOf`), the recorder of the verification
 * (`sameHandRefusal`), a scan that served before (`paperRefusal`). The floor at closing (`meetsFloor`) stands behind these: nothing comes so far
 * over HTTP while they hold, so that this drill can't notice it alone.
 */
const LENGTH = 25
/** From a start that tempts the forbidden act is the next one. */
const SHORT = 8
const SINGLES: readonly (readonly Actor[])[] = ACTORS.map((one) => [one])
const PAIRS: readonly (readonly Actor[])[] = ACTORS.flatMap((one, i) => ACTORS.slice(i + 1).map((two) => [one, two]))
/** Those who have a part in closing: the daily run tries them alone. */
const PARTS: readonly Actor[] = ['officer', 'officer2', 'outsider', 'leadHead', 'verifier', 'leader']
const GROUPS = [...SINGLES, ...PAIRS].filter((group) => group.every((one) => runs(PARTS, PARTS, ACTORS).includes(one)))
/** How often each group tries: at an untouched problem, at one applied for by others, at one verified by others. */
const STARTS = runs<readonly Start[]>(['applied'], ['applied', 'verified'], ['fresh', 'applied', 'verified'])

test(`经 HTTP，每个账号、每两个账号各 ${STARTS.length} 段随机经过：没有一件销号少于三个人的手`, async () => {
  const scans = { onBehalf: 80, reuse: 80 }
  const stories = GROUPS.flatMap((actors) => [
    ...STARTS.map((start) => ({ actors, start, length: LENGTH })),
    ...(actors.includes('officer') ? TEMPTING.map((start) => ({ actors, start, length: SHORT, ...(start === 'scanned' && scans) })) : []),
  ])
  const outcomes = await walkAll([...stories.keys()], async (stage, trio, seed) => {
    const { start, ...story } = stories[seed] ?? { actors: ACTORS, start: 'fresh' as const, length: LENGTH }
    const { actors } = story
    const outcome = await walk(stage, trio, { ...story, seed, model: await begun(stage, trio, start) })
    // alone from the beginning nobody gets there, nor do two
    if (start === 'fresh' && outcome.closings.length > 0) outcome.failures.push(`seed ${seed}: closed by ${actors.join(' and ')}`)
    return outcome
  })
  const { failures, closings, requests } = sumOf(outcomes)
  expect.soft(failures.slice(0, 20)).toEqual([])
  const below = closings.filter((accounts) => accounts < 3).length
  const words = `HTTP ${stories.length} 段、${requests} 次请求、${closings.length} 次销号：${below} 次人数不足`
  reportFigure('one-hand.http', words, failures.length === 0)
})
