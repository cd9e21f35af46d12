import type { MatterId } from '#kernel/rooms/matters.ts'
import type { FilledDown, PastedBlock } from '#ui/ledger/model/edits.ts'
import { EDITABLE, type EditableColumn } from '../../domain/editable.ts'
import type { CellChange } from '../../problems.contract.ts'

/** One cell as somebody wants it. */
export type CellDraft = { readonly id: MatterId; readonly column: EditableColumn; readonly text: string }
/** The same with the version of the problem that was looked at. */
export type VersionedCell = CellDraft & { readonly version: number }

/** More than the server takes at once. */
export const MOST_CELLS = 2000

export const isEditable = (key: string): key is EditableColumn => EDITABLE.some((column) => column === key)

/** The cells a pasted block fills; the table has refused columns that can't be filled. */
export const cellsOfPaste = ({ rowIds, columnKeys, values }: PastedBlock): CellDraft[] =>
  rowIds.flatMap((id, row) =>
    columnKeys.flatMap((key, col) => (isEditable(key) ? [{ id: id as MatterId, column: key, text: values[row]?.[col] ?? '' }] : [])),
  )

/** The cells below one that take its text. */
export const cellsOfFill = ({ columnKey, rowIds }: FilledDown, text: string): CellDraft[] =>
  isEditable(columnKey) ? rowIds.map((id) => ({ id: id as MatterId, column: columnKey, text })) : []

/** Each draft with the version its problem was seen in; problems never seen are answered apart. */
export function withVersions(drafts: readonly CellDraft[], versionOf: (id: MatterId) => number | undefined) {
  const cells: VersionedCell[] = []
  const unseen = new Set<MatterId>()
  for (const draft of drafts) {
    const version = versionOf(draft.id)
    if (version === undefined) unseen.add(draft.id)
    else cells.push({ ...draft, version })
  }
  return { cells, unseen: [...unseen] }
}

/** The cells that take changes back: the texts of before, on the versions that the change brought about. */
export const undoOf = (changes: readonly CellChange[], versions: Readonly<Record<string, number>>): VersionedCell[] =>
  changes.flatMap(({ id, column, before }) => {
    const version = versions[id]
    return version === undefined ? [] : [{ id, column, text: before, version }]
  })

/** The names in a cell: 甲局、乙局 */
export const namesIn = (text: string): string[] =>
  text
    .split(/[、，,;；\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
