import { useNavigate, useRouterState } from '@tanstack/react-router'
import { HistoryFilter } from '../history.contract.ts'

export type HistoryChange = Partial<Record<keyof HistoryFilter, string>>

/** The filters stand in the address; what is not understood there is left out. */
export function useHistoryFilter() {
  const navigate = useNavigate()
  const address = useRouterState({ select: (state) => state.location.searchStr })
  const given = Object.entries(Object.fromEntries(new URLSearchParams(address)))
  const shape = HistoryFilter.shape
  const isKey = (key: string): key is keyof HistoryFilter => Object.hasOwn(shape, key)
  const filter = HistoryFilter.parse(Object.fromEntries(given.filter(([key, value]) => isKey(key) && shape[key].safeParse(value).success)))
  const change = (next: HistoryChange) => {
    const kept = Object.entries({ ...filter, ...next }).filter(([, value]) => value !== undefined && value !== '')
    void navigate({ to: '.', search: Object.fromEntries(kept), replace: true, resetScroll: false })
  }
  return { filter, change, isFiltered: Object.keys(filter).length > 0, clear: () => void navigate({ to: '.', search: {} }) }
}
