import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import { sealText } from '#features/complainants/domain/complainant-text.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import type { RawColumns } from '#features/intake/domain/read/seal-cell.ts'
import { isComplaint as isComplaintColumn, isHolderPhone, wordOf } from './columns.ts'
import { type Known, wholeIn, withoutKnown } from './known.ts'

type Raw = Readonly<Record<string, string>>

export type CleanedText = {
  readonly text: string
  /** What was recognised and is to be sealed. */
  readonly cells: readonly SealedCell[]
  /** Of what kinds, those known already among them. */
  readonly kinds: readonly ComplainantKind[]
}
type How = { readonly isComplaint: boolean; readonly word: string; readonly head?: string; readonly known: readonly Known[] }

/** A text as everybody may read it: by the recogniser, then by what is known of the matter's complainants. */
export function cleanText(text: string, { isComplaint, word, head = '', known }: How): CleanedText {
  const { text: recognised, pieces } = sealText(text, { isComplaint, head })
  const { text: left, kinds } = withoutKnown(recognised, known)
  return {
    text: left,
    cells: pieces.map(({ kind, text: piece }) => ({ head: word, kind, text: piece, inText: true })),
    kinds: [...pieces.map(({ kind }) => kind), ...kinds],
  }
}

/** A value with every text in it changed, however deep. */
function mapTexts(value: unknown, change: (text: string, path: readonly string[]) => unknown, path: readonly string[] = []): unknown {
  if (typeof value === 'string') return change(value, path)
  if (Array.isArray(value)) return value.map((one, i) => mapTexts(one, change, [...path, String(i)]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change, [...path, key])]))
}

type Named = { readonly table: string; readonly column: string; readonly known: readonly Known[] }
type ChangedText = Pick<CleanedText, 'cells' | 'kinds'> & {
  readonly path: readonly string[]
  readonly before: string
  readonly after: string | null
}

/** What a column holds, in a row or in an event, as everybody may read it, and which of its texts are others now. */
export function cleanColumn(whole: unknown, { table, column, known }: Named): { readonly value: unknown; readonly changed: ChangedText[] } {
  const how = { isComplaint: isComplaintColumn(table, column), word: wordOf(table, column), known }
  const changed: ChangedText[] = []
  const value = mapTexts(whole, (before, path) => {
    const { text, cells, kinds } = cleanText(before, how)
    if (text === before) return before
    const after = isHolderPhone(table, column) ? null : text
    changed.push({ path, before, after, cells, kinds })
    return after
  })
  return { value, changed }
}

type Sealed = { readonly raw: Raw; readonly cells: readonly SealedCell[] }

/** Raw cells by their heads and by what texts themselves say. */
export function sealRaw(raw: Raw, columns: RawColumns): Sealed {
  const cells: SealedCell[] = []
  const left = Object.entries(raw).flatMap(([key, text]): [string, string][] => {
    const { header, sealed, isComplaint } = columns(key)
    if (sealed && text.trim() !== '') {
      cells.push({ head: key, kind: sealed, text, inText: false })
      return []
    }
    if (sealed) return [] // an empty cell of such a column is none
    const cleaned = cleanText(text, { isComplaint, word: key, head: header, known: [] })
    cells.push(...cleaned.cells)
    return [[key, cleaned.text]]
  })
  return { raw: Object.fromEntries(left), cells }
}

type Left = {
  readonly raw: Raw
  readonly kinds: readonly { readonly head: string; readonly kind: ComplainantKind }[]
  readonly same: readonly Known[]
}

/** Raw cells without what is known. A cell under another head that holds just the same (责任人电话) may be somebody else's: it stays, and is named. */
export function withoutKnownIn(raw: Raw, known: readonly Known[]): Left {
  const kinds: { head: string; kind: ComplainantKind }[] = []
  const same: Known[] = []
  const entries = Object.entries(raw).map(([key, text]): [string, string] => {
    const equal = wholeIn(text, known).filter(({ sure }) => !sure)
    if (equal.length > 0) {
      same.push(...equal)
      return [key, text]
    }
    const cleaned = withoutKnown(text, known)
    kinds.push(...cleaned.kinds.map((kind) => ({ head: key, kind })))
    return [key, cleaned.text]
  })
  return { raw: Object.fromEntries(entries), kinds, same }
}
