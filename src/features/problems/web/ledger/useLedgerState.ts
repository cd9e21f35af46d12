import { useRouter, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type LedgerState, addressOf, stateOf } from './ledger-url.ts'

export type Go = (next: LedgerState, how?: 'push' | 'replace') => void

/** The ledger's state is its address: read from it, changed by going to another. */
export function useLedgerState() {
  const { history } = useRouter()
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location })
  const state = useMemo(() => stateOf(searchStr), [searchStr])
  const go: Go = useCallback(
    (next, how = 'push') => {
      const address = addressOf(next)
      history[how](address === '' ? pathname : `${pathname}?${address}`)
    },
    [history, pathname],
  )
  return { state, go }
}
