/** A fixed-seed generator of whole numbers (xorshift, 32 bits): the same seed gives the same numbers, on every machine and every day. */
export function seeded(seed: number): (from: number, to: number) => number {
  let state = (seed * 2_654_435_761 + 97) >>> 0 || 1
  return (from, to) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return from + ((state >>> 0) % (to - from + 1))
  }
}

/** The i-th of a list, round and round; the list must not be empty. */
export function nth<T>(list: readonly T[], i: number): T {
  const one = list[i % list.length]
  if (one === undefined) throw new Error('an empty list has no member')
  return one
}

/** A template with its point `{p}` and its number ranges `{12-38}` filled in. */
export const fill = (template: string, point: string, number: (from: number, to: number) => number): string =>
  template
    .replaceAll('{p}', point)
    .replaceAll(/\{(\d+)-(\d+)\}/gu, (_whole, from: string, to: string) => String(number(Number(from), Number(to))))
