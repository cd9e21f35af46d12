import { useQueryClient } from '@tanstack/react-query'
import { useSaving } from '#ui/form/useSaving.ts'
import type { Lookback } from '../../lookback.contract.ts'
import { LOOKBACK } from '../lookback-queries.ts'

export type DialogProps = { readonly lookback: Lookback; readonly onClose: () => void; readonly onDone: (message: string) => void }

/** One act of a dialog: its refusal stays in place, and everything is read again afterwards. */
export function useDialogAct(onDone: (message: string) => void) {
  const client = useQueryClient()
  const { busy, error, run } = useSaving()
  const act = async (work: () => Promise<string>) => {
    let words = ''
    const isDone = await run(async () => {
      words = await work()
    })
    void client.invalidateQueries({ queryKey: LOOKBACK })
    if (isDone) onDone(words)
  }
  return { busy, error, act }
}
