/** Rolls that can be rolled again by their number. */
export function dice(seed: number) {
  let state = (Math.imul(seed, 2_654_435_761) + 1) | 0
  const next = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
  return {
    next,
    pick: <T>(list: readonly T[]): T => {
      const one = list[next(list.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    chance: (percent: number): boolean => next(100) < percent,
  }
}
export type Dice = ReturnType<typeof dice>
