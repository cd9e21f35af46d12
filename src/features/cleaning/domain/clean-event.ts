import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import type { RawColumns } from '#features/intake/domain/read/seal-cell.ts'
import { type CleanedText, cleanText, sealRaw, withoutKnownIn } from './clean-values.ts'
import { isComplaint, wordOf } from './columns.ts'
import type { Known } from './known.ts'

/** One place of an event as it is to be; no value: it is taken away. */
export type Patch = { readonly path: readonly string[]; readonly value?: unknown }
export type EventText = { readonly changes: readonly unknown[]; readonly reason: string | null }
export type Redaction = {
  readonly patches: readonly Patch[]
  /** What stood at those places, so that they can be put back. */
  readonly originals: readonly Patch[]
  readonly cells: readonly SealedCell[]
  readonly found: readonly { readonly word: string; readonly kind: ComplainantKind }[]
}
type Around = { readonly known: readonly Known[]; readonly columns: RawColumns }
type Draft = { patches: Patch[]; originals: Patch[]; cells: SealedCell[]; found: { word: string; kind: ComplainantKind }[] }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is to be taken out of an event, or undefined where nothing is. */
export function redactionOf({ changes, reason }: EventText, around: Around): Redaction | undefined {
  const draft: Draft = { patches: [], originals: [], cells: [], found: [] }
  for (const [i, change] of changes.entries())
    if (isObject(change) && typeof change['table'] === 'string' && isObject(change['after']))
      imageIn(draft, change['table'], { image: change['after'], path: ['changes', String(i), 'after'] }, around)
  if (reason !== null)
    replace(draft, ['reason'], reason, cleanText(reason, { isComplaint: false, word: '原因', known: around.known }), '原因')
  return draft.patches.length === 0 ? undefined : draft
}

type Image = { readonly image: Readonly<Record<string, unknown>>; readonly path: readonly string[] }

function imageIn(draft: Draft, table: string, { image, path }: Image, around: Around): void {
  for (const [column, value] of Object.entries(image)) {
    const at = [...path, column]
    if (column === 'raw' && isObject(value)) rawIn(draft, at, value as Readonly<Record<string, string>>, around)
    else if (table === 'responsibility' && column === 'phone' && typeof value === 'string') phoneIn(draft, at, value, around.known)
    else textsIn(draft, at, value, { table, column, known: around.known })
  }
}

/** A telephone that is the complainant's is none of whoever answers for the matter; no mark says that there is one. */
function phoneIn(draft: Draft, path: readonly string[], value: string, known: readonly Known[]): void {
  const cleaned = cleanText(value, { isComplaint: false, word: '电话', known })
  if (cleaned.kinds.length === 0) return
  draft.patches.push({ path, value: null })
  draft.originals.push({ path, value })
  draft.found.push(...cleaned.kinds.map((kind) => ({ word: '电话', kind })))
}

type Named = { readonly table: string; readonly column: string; readonly known: readonly Known[] }

/** Every text of a value, however deep. */
function textsIn(draft: Draft, path: readonly string[], value: unknown, named: Named): void {
  const { table, column, known } = named
  const word = wordOf(table, column)
  if (typeof value === 'string')
    replace(draft, path, value, cleanText(value, { isComplaint: isComplaint(table, column), word, known }), word)
  else if (Array.isArray(value)) for (const [i, one] of value.entries()) textsIn(draft, [...path, String(i)], one, named)
  else if (isObject(value)) for (const [key, one] of Object.entries(value)) textsIn(draft, [...path, key], one, named)
}

function replace(draft: Draft, path: readonly string[], before: string, { text, cells, kinds }: CleanedText, word: string): void {
  if (text === before) return
  draft.patches.push({ path, value: text })
  draft.originals.push({ path, value: before })
  draft.cells.push(...cells)
  draft.found.push(...kinds.map((kind) => ({ word, kind })))
}

function rawIn(draft: Draft, path: readonly string[], raw: Readonly<Record<string, string>>, { known, columns }: Around): void {
  const sealed = sealRaw(raw, columns)
  const left = withoutKnownIn(sealed.raw, known)
  draft.cells.push(...sealed.cells)
  draft.found.push(...[...sealed.cells, ...left.kinds].map(({ head, kind }) => ({ word: head, kind })))
  for (const [key, before] of Object.entries(raw)) {
    const after = left.raw[key]
    if (after === before) continue
    draft.patches.push({ path: [...path, key], ...(after === undefined ? {} : { value: after }) })
    draft.originals.push({ path: [...path, key], value: before })
  }
}
