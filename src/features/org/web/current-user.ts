import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FirstDuty } from '#kernel/endpoint.ts'
import type { Action, RefusalCode } from '#kernel/rooms.ts'
import { CallError, call } from '#ui/api-client.ts'
import { type Me, type SetupState, meEndpoint } from '../session.contract.ts'
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
  const isIn = place.data !== undefined && !isOut(place.data) && !place.data.due
  // asked every minute: a session that ended, here or by a log-in elsewhere, shows without a click; whoever types for long stays in
  const me = useQuery({ ...currentUserQuery, enabled: isIn, refetchInterval: ({ state }) => (state.error ? false : 60_000) })
  return {
    me: me.data,
    isStranger: !me.data && (isOut(place.data) || isStatus(me.error, 401)),
    due: place.data?.due ?? dueAfter(me.error),
    error: place.error ?? me.error,
    retry: () => void (place.error ? place : me).refetch(),
  }
}

/** The browser holds no session, or one that is over. */
const isOut = (place: SetupState | undefined) => place !== undefined && (!place.hasSession || place.ended !== null)
const isStatus = (error: unknown, status: number) => error instanceof CallError && error.status === status

const DUE_BY: Readonly<Partial<Record<RefusalCode, FirstDuty>>> = {
  'session.code': 'code',
  'session.change-password': 'password',
  'session.set-up-factor': 'second-factor',
}
/** What has to come first since the page was opened: a setting or a role was changed meanwhile. */
const dueAfter = (error: unknown) => (error instanceof CallError ? (DUE_BY[error.code as RefusalCode] ?? null) : null)

/** Who is logged in, on every page inside the frame; the frame draws no page before it knows. */
export function useCurrentUser(): Me {
  const { data } = useQuery(currentUserQuery)
  if (!data) throw new Error('useMe 只能用在登录后的页面里')
  return data
}

/** Whether the person may do this at all; what may be done with one matter is said by that matter. */
export const useCan = (action: Action): boolean => useCurrentUser().actions.includes(action)
