import type { EvidenceItem } from '../../evidence.contract.ts'

export type Pair = { readonly key: string; readonly before: EvidenceItem; readonly after: EvidenceItem }

const moment = ({ takenAt, receivedAt }: EvidenceItem) => takenAt ?? receivedAt

/** Which of two pictures shows how it was: what is said of them, else the one taken first. */
export function inOrder([a, b]: readonly [EvidenceItem, EvidenceItem]): readonly [before: EvidenceItem, after: EvidenceItem] {
  if (a.side !== b.side) return a.side === 'after' || b.side === 'before' ? [b, a] : [a, b]
  return moment(a) <= moment(b) ? [a, b] : [b, a]
}

/** Standing pictures of the same viewpoint, two by two. */
export function pairsOf(items: readonly EvidenceItem[]): Pair[] {
  const paired = items.filter(({ pair, takenDown, kind }) => pair !== null && takenDown === null && kind === 'image')
  return [...Map.groupBy(paired, ({ pair }) => pair ?? '')].flatMap(([key, [a, b, ...more]]) => {
    if (!a || !b || more.length > 0) return []
    const [before, after] = inOrder([a, b])
    return [{ key, before, after }]
  })
}

/** A new name for a pair; works on plain http, too, where browsers offer no randomUUID. */
export function newPair(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes]
    .map((byte, i) => (i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'))
    .join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
