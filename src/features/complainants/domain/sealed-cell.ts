import type { ComplainantKind } from '#kernel/rooms/complainants.ts'

/** What is known of a complainant from one cell: the whole of it, or a piece of its text. */
export type SealedCell = { readonly head: string; readonly kind: ComplainantKind; readonly text: string; readonly inText: boolean }

/** How many cells of a column are sealed; `inText`: pieces of its texts. */
export type SealedCount = Omit<SealedCell, 'text'> & { readonly cells: number }

/** What of some rows is sealed, by column and kind. */
export function sealedCounts(rows: readonly { readonly sealed?: readonly SealedCell[] }[]): SealedCount[] {
  const groups = Map.groupBy(
    rows.flatMap(({ sealed = [] }) => sealed),
    ({ head, kind, inText }) => JSON.stringify([head, kind, inText]),
  )
  return [...groups.values()].flatMap((cells) => {
    const [first] = cells
    return first ? [{ head: first.head, kind: first.kind, inText: first.inText, cells: cells.length }] : []
  })
}

/** Each once: a merged cell is read again in every row under it. */
export const distinctCells = (cells: readonly SealedCell[]): SealedCell[] => [
  ...new Map(cells.map((cell) => [JSON.stringify([cell.head, cell.kind, cell.text]), cell])).values(),
]
