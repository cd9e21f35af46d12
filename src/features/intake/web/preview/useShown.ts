import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { OUTCOMES } from '../../intake.contract.ts'
import type { Shown } from '../intake-queries.ts'

/** Which rows an address asks for; anything unknown means all rows from the first. @internal tests look at it */
export function shownIn(search: string): Shown {
  const asked = new URLSearchParams(search)
  const outcome = OUTCOMES.find((one) => one === asked.get('rows'))
  const page = Number(asked.get('page'))
  return { outcome, page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1 }
}

/** @internal tests look at it */
export const searchOf = ({ outcome, page }: Shown): { rows?: string; page?: string } => ({
  ...(outcome && { rows: outcome }),
  ...(page > 1 && { page: String(page) }),
})

/** Which rows are shown stands in the address: it survives a reload and can be sent to a colleague. */
export function useShown() {
  const navigate = useNavigate()
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location })
  const shown = useMemo(() => shownIn(searchStr), [searchStr])
  const show = useCallback(
    (next: Shown) => void navigate({ to: pathname, search: searchOf(next), replace: true, resetScroll: false }),
    [navigate, pathname],
  )
  return { shown, show }
}
