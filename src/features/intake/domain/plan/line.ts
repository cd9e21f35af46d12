import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import type { Figure } from '../rows/figures.ts'

/** One recognised row, ready to be planned: field key → raw text and certain value. */
export type Cell = { readonly raw: string; readonly value: unknown }
/** `level: 'error'`: the row cannot be taken as it stands. */
export type Issue = { readonly row: number; readonly column: string | null; readonly message: string; readonly level?: 'warn' | 'error' }
export type Line = {
  readonly sheet: string
  readonly row: number
  readonly cells: ReadonlyMap<string, Cell>
  /** Every cell as it stands in the file, by its head. */
  readonly raw: Readonly<Record<string, string>>
  /** Under which head a field stands. */
  readonly heads: Readonly<Record<string, string>>
  readonly unmapped: Readonly<Record<string, string>>
  /** What texts outside the fields say in figures, by head. */
  readonly figures?: Readonly<Record<string, Figure>>
  /** What is known of a complainant: in none of the above. */
  readonly sealed?: readonly SealedCell[]
  readonly issues: readonly Issue[]
}

/** The text of a field, trimmed; null where the sheet says nothing (空, 无, /, -). */
export function textOf({ cells }: Line, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const text = (cells.get(key)?.raw ?? '').trim()
    if (text !== '' && !/^(?:无|[/／—–-]+)$/u.test(text)) return text
  }
  return null
}

/** What stands in the file under a field; undefined where it has no such column. */
export function rawOf({ raw, heads }: Pick<Line, 'raw' | 'heads'>, field: string): string | undefined {
  const head = heads[field]
  return head === undefined ? undefined : raw[head]
}

/** Whether two texts of a cell are one and the same to a reader. */
export const sameText = (a = '', b = ''): boolean => plain(a) === plain(b)
const plain = (text: string) => text.replaceAll(/\r\n?/gu, '\n').trim()

export const wordsOf = ({ cells }: Line, key: string): readonly string[] => {
  const value = cells.get(key)?.value
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : []
}

/** Units of a field as the recogniser split them: name and, where the text says so, lead or co. */
export function unitsOf({ cells }: Line, key: string): readonly { readonly name: string; readonly part: 'lead' | 'co' | null }[] {
  const value = cells.get(key)?.value
  if (!Array.isArray(value)) return []
  return value.filter(
    (unit): unit is { name: string; part: 'lead' | 'co' | null } => typeof unit === 'object' && unit !== null && 'name' in unit,
  )
}
