import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Action, RefusalCode } from '#kernel/rooms.ts'
import { CallError, call } from '#ui/api-client.ts'
import { type Me, meEndpoint } from '../session.contract.ts'
import { setupQuery } from './org-queries.ts'

/** Who is logged in. Asked again now and then: a role given or taken shows without logging in anew. */
export const currentUserQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(meEndpoint, {}, {}, { signal }),
  staleTime: 60_000,
})

/** Asks who it is only where the browser holds a session: asking without one is an error in every browser's console. */
export function useArrival() {
  const place = useQuery(setupQuery)
  const isIn = place.data?.hasSession === true && !place.data.mustChange
  const me = useQuery({ ...currentUserQuery, enabled: isIn })
  return {
    me: me.data,
    isStranger: !me.data && (place.data?.hasSession === false || isRefusal(me.error, 'access.unknown')),
    mustChange: place.data?.mustChange === true || isRefusal(me.error, 'session.change-password'),
    error: place.error ?? me.error,
    retry: () => void (place.error ? place : me).refetch(),
  }
}

const isRefusal = (error: unknown, code: RefusalCode) => error instanceof CallError && error.code === code

/** Who is logged in, on every page inside the frame; the frame draws no page before it knows. */
export function useCurrentUser(): Me {
  const { data } = useQuery(currentUserQuery)
  if (!data) throw new Error('useMe 只能用在登录后的页面里')
  return data
}

/** Whether the person may do this at all; what may be done with one matter is said by that matter. */
export const useCan = (action: Action): boolean => useCurrentUser().actions.includes(action)
