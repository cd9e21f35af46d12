/** How deep a value is taken apart: an answer, its lists, what stands in them, their rows. */
const DEEP = 4

type Parts = readonly (readonly [label: string, value: unknown])[]

/**
 * A value as `JSON.stringify(value, null, indent)` writes it, piece by piece: what a large file says is longer than one text may be.
 * For plain data only: no `toJSON` above the fourth level.
 */
export function* jsonPieces(value: unknown, indent = 0, depth = 0): Generator<string> {
  const parts = depth < DEEP ? partsOf(value, indent > 0) : undefined
  if (!parts) {
    const text = JSON.stringify(value, null, indent)
    yield indent > 0 ? text.replaceAll('\n', `\n${' '.repeat(indent * depth)}`) : text
    return
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const line = (level: number) => (indent > 0 && parts.length > 0 ? `\n${' '.repeat(indent * level)}` : '')
  let before = open
  for (const [label, part] of parts) {
    yield `${before}${line(depth + 1)}${label}`
    yield* jsonPieces(part, indent, depth + 1)
    before = ','
  }
  yield `${parts.length > 0 ? '' : open}${line(depth)}${close}`
}

function partsOf(value: unknown, spaced: boolean): Parts | undefined {
  if (Array.isArray(value)) return value.map((one: unknown) => ['', one === undefined ? null : one])
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[`${JSON.stringify(key)}:${spaced ? ' ' : ''}`, one]]))
}
