import type { Outcome } from './walk.ts'
import { type Trio, type WalkStage, walkStage } from './walk-stage.ts'

/** So many stories share a server and a database; each has problems of its own. */
const BATCH = 100
const AT_ONCE = 8

/** Stories by their seeds, some at a time, in batches that each begin with an empty database. */
export async function walkAll(
  seeds: readonly number[],
  story: (stage: WalkStage, trio: Trio, seed: number) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let from = 0; from < seeds.length; from += BATCH) {
    const batch = seeds.slice(from, from + BATCH)
    const stage = await walkStage(batch.length)
    const left = stage.trios.flatMap((trio, i) => (batch[i] === undefined ? [] : [{ trio, seed: batch[i] }]))
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) outcomes.push(await story(stage, next.trio, next.seed))
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    } finally {
      await stage.close()
    }
  }
  return outcomes
}

/** What came out of all of them. */
export function sumOf(outcomes: readonly Outcome[]) {
  const balks = new Map<string, number>()
  for (const [reason, times] of outcomes.flatMap((outcome) => [...outcome.balks])) balks.set(reason, (balks.get(reason) ?? 0) + times)
  return {
    failures: outcomes.flatMap((outcome) => outcome.failures),
    closings: outcomes.flatMap((outcome) => outcome.closings),
    requests: outcomes.reduce((sum, outcome) => sum + outcome.requests, 0),
    balks,
  }
}
