import { Suspense, useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { FilledDown, PastedBlock } from '#ui/ledger/model/edits.ts'
import type { LedgerColumn } from '#ui/ledger/types.ts'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import type { ListedRow } from '../../problems.contract.ts'
import { isRead } from '../ledger/listed-row.ts'
import { type CellDraft, cellsOfFill, cellsOfPaste } from './cell-edits.ts'
import { Button } from '#ui/form/Button.tsx'

const FillDialog = lazyWithRetry(async () => ({ default: (await import('./FillDialog.tsx')).FillDialog }))
const NOBODY: ReadonlySet<string> = new Set()

/** The three ways of filling many cells: paste a block, fill down, one text for all ticked. Who may not fill gets none of them. */
export function useFilling(propose: (drafts: readonly CellDraft[]) => void, canEdit: boolean) {
  const [selection, onSelection] = useState(NOBODY)
  const [isFilling, setFilling] = useState(false)
  const bulk = <Button onClick={() => setFilling(true)}>批量填写</Button>
  const tableProps = (rows: readonly ListedRow[], columns: readonly LedgerColumn<ListedRow>[]) => {
    if (!canEdit && selection.size === 0) return {}
    const onFillDown = (filled: FilledDown) => {
      const from = rows.find(({ id }) => id === filled.fromRowId)
      const column = columns.find(({ key }) => key === filled.columnKey)
      if (from && column && isRead(from, column.key)) propose(cellsOfFill(filled, column.text(from)))
    }
    return { selection, onSelection, bulk, onFillDown, onPasteBlock: (pasted: PastedBlock) => propose(cellsOfPaste(pasted)) }
  }
  const dialog = (
    <Suspense>{isFilling && <FillDialog ids={[...selection] as MatterId[]} onFill={propose} onClose={() => setFilling(false)} />}</Suspense>
  )
  return { tableProps, dialog }
}
