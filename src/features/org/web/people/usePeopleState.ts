import { useNavigate, useRouterState } from '@tanstack/react-router'
import { PersonId } from '#kernel/rooms/org.ts'
import { listPeopleEndpoint } from '../../org.contract.ts'
import type { PeopleWanted } from '../org-queries.ts'

export type PeopleChange = Partial<Record<'q' | 'unit' | 'role' | 'state' | 'page' | 'person', string | undefined>>

/** The list's filters and the open person stand in the address: a reload, a bookmark and "back" keep them. */
export function usePeopleState() {
  const navigate = useNavigate()
  const address = useRouterState({ select: (state) => state.location.searchStr })
  const { person, ...filters } = Object.fromEntries(new URLSearchParams(address))
  const parsed = listPeopleEndpoint.input.safeParse(filters)
  const wanted: PeopleWanted = parsed.success ? parsed.data : {}
  const change = (next: PeopleChange, replace = false) => {
    const entries = Object.entries({ ...filters, person, ...next }).filter(([, value]) => value !== undefined && value !== '')
    void navigate({ to: '.', search: Object.fromEntries(entries), replace, resetScroll: false })
  }
  return { wanted, person: PersonId.safeParse(person).data, change }
}
