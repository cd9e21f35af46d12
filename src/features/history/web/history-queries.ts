import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import {
  type HistoryFilter,
  historyEndpoint,
  historyPeopleEndpoint,
  matterAsOfEndpoint,
  matterTimelineEndpoint,
  newestCheckpointEndpoint,
} from '../history.contract.ts'

const NEWEST = undefined as string | undefined

/** One matter's record, newest first, a page at a time. Beneath 'problems': whatever changes a problem adds to it. */
export const timelineQuery = (matterId: MatterId) =>
  infiniteQueryOptions({
    queryKey: ['problems', 'timeline', matterId],
    queryFn: ({ pageParam, signal }) => call(matterTimelineEndpoint, { matterId }, { before: pageParam, size: 10 }, { signal }),
    initialPageParam: NEWEST,
    getNextPageParam: ({ older }) => older ?? undefined,
  })

/** For paper: as new as the page. */
export const newestCheckpointQuery = queryOptions({
  queryKey: ['history', 'checkpoint'],
  queryFn: ({ signal }) => call(newestCheckpointEndpoint, {}, {}, { signal }),
})

export const historyQuery = (filter: HistoryFilter) =>
  infiniteQueryOptions({
    queryKey: ['history', filter],
    queryFn: ({ pageParam, signal }) => call(historyEndpoint, {}, { ...filter, before: pageParam, size: 30 }, { signal }),
    initialPageParam: NEWEST,
    getNextPageParam: ({ older }) => older ?? undefined,
  })

export const historyPeopleQuery = queryOptions({
  queryKey: ['history', 'people'],
  queryFn: async ({ signal }) => (await call(historyPeopleEndpoint, {}, {}, { signal })).people,
  staleTime: 60_000,
})

export const asOfQuery = (matterId: MatterId, day: string) =>
  queryOptions({
    queryKey: ['problems', 'as-of', matterId, day],
    queryFn: ({ signal }) => call(matterAsOfEndpoint, { matterId }, { day }, { signal }),
  })
