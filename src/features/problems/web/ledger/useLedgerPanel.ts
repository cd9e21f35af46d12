import { useState } from 'react'
import { useOpenRow } from '#ui/list/useListPage.ts'
import type { ListedRow } from '../../problems.contract.ts'
import { lastRow } from './last-row.ts'
import type { LedgerList } from './ledger-list.ts'

type Props = Pick<LedgerList, 'state' | 'go'> & { readonly rows: readonly ListedRow[]; readonly onClosed: () => void }

/** The problem beside the list. It stands in the address: the back button closes it, a link opens it, and its row keeps the cursor. */
export function useLedgerPanel({ state, ...list }: Props) {
  const { open, close, before, after } = useOpenRow({ state, ...list })
  const [wantedRow, setWantedRow] = useState<string | undefined>(() => state.open ?? lastRow())
  if (state.open && state.open !== wantedRow) setWantedRow(state.open)
  const around = state.open && {
    problemId: state.open,
    onClose: close,
    onBefore: before && (() => open(before)),
    onAfter: after && (() => open(after)),
  }
  return { wantedRow, open: ({ id }: ListedRow) => open(id), around }
}
