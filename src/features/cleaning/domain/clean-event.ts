import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import type { RawColumns } from '#features/intake/domain/read/seal-cell.ts'
import { type CleanedText, cleanColumn, cleanText, sealRaw, withoutKnownIn } from './clean-values.ts'
import { isCleaned, wordOf } from './columns.ts'
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
  if (reason !== null) {
    const { text, ...found } = cleanText(reason, { isComplaint: false, word: '原因', known: around.known })
    if (text !== reason) replace(draft, ['reason'], '原因', { ...found, before: reason, after: text })
  }
  return draft.patches.length === 0 ? undefined : draft
}

type Image = { readonly image: Readonly<Record<string, unknown>>; readonly path: readonly string[] }

function imageIn(draft: Draft, table: string, { image, path }: Image, around: Around): void {
  for (const [column, value] of Object.entries(image)) {
    const at = [...path, column]
    if (column === 'raw' && isObject(value)) rawIn(draft, at, value as Readonly<Record<string, string>>, around)
    else if (isCleaned(table, column))
      for (const { path: inside, ...change } of cleanColumn(value, { table, column, known: around.known }).changed)
        replace(draft, [...at, ...inside], wordOf(table, column), change)
  }
}

type Replaced = Pick<CleanedText, 'cells' | 'kinds'> & { readonly before: string; readonly after: string | null }

function replace(draft: Draft, path: readonly string[], word: string, { before, after, cells, kinds }: Replaced): void {
  draft.patches.push({ path, value: after })
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
