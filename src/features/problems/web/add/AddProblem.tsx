import { Suspense, useState } from 'react'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'

const AddProblemDialog = lazyWithRetry(async () => ({ default: (await import('./AddProblemDialog.tsx')).AddProblemDialog }))

/** 新增: one line by hand, for those who may fill in the ledger. */
export function AddProblem() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="ui-btn" onClick={() => setOpen(true)}>
        新增
      </button>
      <Suspense>{open && <AddProblemDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
