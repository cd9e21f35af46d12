/** No letter that is mistaken for another when read out or typed from paper. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const HALF = 4

/** Two independent mixes of 32 bits over a text (Bob Jenkins' one-at-a-time): no secret, only spread. */
function mixed(text: string, seed: number): number {
  let hash = seed
  for (const letter of text) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x5bd1e995)
    hash ^= hash >>> 15
  }
  return Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) >>> 0
}

/**
 * What a matter is called where its number and title are not for the reader: the same for ever, and for two matters of one import as
 * different as for any. 事项 7KQ2-M9FD
 */
export function shortNameOf(id: string): string {
  const half = (seed: number) => {
    const bits = mixed(id.toLowerCase(), seed)
    return Array.from({ length: HALF }, (_, i) => LETTERS[(bits >>> (5 * i + 7)) & 31]).join('')
  }
  return `${half(0x2f0b4c47)}-${half(0x3c6ef372)}`
}
