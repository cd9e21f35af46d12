import { Suspense } from 'react'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import type { CellEdits } from './useCellEdits.ts'
import { Toast } from '#ui/feedback/Toast.tsx'

// antd's window is fetched when it is first needed: the list itself does without.
const PreviewDialog = lazyWithRetry(async () => ({ default: (await import('./PreviewDialog.tsx')).PreviewDialog }))

/** What belongs to filling cells: the preview to confirm, and the word afterwards with its way back. */
export function CellDialogs({ edits }: { readonly edits: CellEdits }) {
  const { proposal, message, notify } = edits
  return (
    <>
      <Suspense>{proposal && <PreviewDialog edits={edits} proposal={proposal} />}</Suspense>
      <Toast message={message} onClose={() => notify(undefined)} />
    </>
  )
}
