import { Suspense } from 'react'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import type { CellEdits } from './useCellEdits.ts'

// antd's window is fetched when it is first needed: the list itself does without.
const PreviewDialog = lazyWithRetry(async () => ({ default: (await import('./PreviewDialog.tsx')).PreviewDialog }))

/** What belongs to filling cells: the preview to confirm. */
export const CellPreview = ({ edits }: { readonly edits: CellEdits }) => (
  <Suspense>{edits.proposal && <PreviewDialog edits={edits} proposal={edits.proposal} />}</Suspense>
)
