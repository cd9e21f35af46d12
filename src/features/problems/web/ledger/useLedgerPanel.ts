import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { LedgerRow } from '../../problems.contract.ts'
import { lastRow } from './last-row.ts'
import type { LedgerState } from './ledger-url.ts'
import type { Go } from './useLedgerState.ts'

type Props = { readonly state: LedgerState; readonly go: Go; readonly rows: readonly LedgerRow[]; readonly onClosed: () => void }

/** The problem beside the list. It stands in the address: the back button closes it, a link opens it, and its row keeps the cursor. */
export function useLedgerPanel({ state, go, rows, onClosed }: Props) {
  const { history } = useRouter()
  const [wantedRow, setWantedRow] = useState<string | undefined>(() => state.open ?? lastRow())
  if (state.open && state.open !== wantedRow) setWantedRow(state.open)
  /** Opened from this list, so that going back is closing. */
  const pushed = useRef(false)
  const show = (row: LedgerRow | undefined) => {
    if (!row) return
    if (!state.open) pushed.current = true
    go({ ...state, open: row.id }, state.open ? 'replace' : 'push')
  }
  const close = () => {
    if (pushed.current) history.back()
    else go({ ...state, open: undefined }, 'replace')
    pushed.current = false
    onClosed()
  }
  const place = rows.findIndex(({ id }) => id === state.open)
  const before = place > 0 ? rows[place - 1] : undefined
  const after = place >= 0 ? rows[place + 1] : undefined
  const around = state.open && {
    problemId: state.open,
    onClose: close,
    onBefore: before && (() => show(before)),
    onAfter: after && (() => show(after)),
  }
  return { wantedRow, open: show, around }
}
