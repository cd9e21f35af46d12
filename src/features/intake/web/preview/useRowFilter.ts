import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { OUTCOMES } from '../../intake.contract.ts'
import type { RowFilter } from '../intake-queries.ts'

/** Which rows an address asks for; anything unknown means all rows from the first. @internal tests look at it */
export function filterIn(search: string): RowFilter {
  const params = new URLSearchParams(search)
  const outcome = OUTCOMES.find((one) => one === params.get('rows'))
  const page = Number(params.get('page'))
  return { outcome, page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1 }
}

/** @internal tests look at it */
export const searchOf = ({ outcome, page }: RowFilter): { rows?: string; page?: string } => ({
  ...(outcome && { rows: outcome }),
  ...(page > 1 && { page: String(page) }),
})

/** Which rows are shown stands in the address: it survives a reload and can be sent to a colleague. */
export function useRowFilter() {
  const navigate = useNavigate()
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location })
  const filter = useMemo(() => filterIn(searchStr), [searchStr])
  const setFilter = useCallback(
    (next: RowFilter) => void navigate({ to: pathname, search: searchOf(next), replace: true, resetScroll: false }),
    [navigate, pathname],
  )
  return { filter, setFilter }
}
