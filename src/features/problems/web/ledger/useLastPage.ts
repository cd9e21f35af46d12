import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { LedgerState } from './ledger-url.ts'
import type { Go } from './useLedgerState.ts'

type Page = { readonly total: number; readonly rows: readonly unknown[] }

/** A page behind the last one (an old link, fewer rows than before) gives way to the last. */
export function useLastPage(state: LedgerState, go: Go, { data, isPlaceholderData }: UseQueryResult<Page>): void {
  useEffect(() => {
    if (!data || isPlaceholderData || data.rows.length > 0 || data.total === 0 || state.page === 1) return
    go({ ...state, page: Math.ceil(data.total / state.size) }, 'replace')
  }, [state, go, data, isPlaceholderData])
}
