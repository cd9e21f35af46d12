import { Suspense, useState } from 'react'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import { Button } from '#ui/form/Button.tsx'

const AddProblemDialog = lazyWithRetry(async () => ({ default: (await import('./AddProblemDialog.tsx')).AddProblemDialog }))

/** 新增: one line by hand, for those who may fill in the ledger. */
export function AddProblem() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>新增</Button>
      <Suspense>{open && <AddProblemDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
