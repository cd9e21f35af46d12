import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { LookbackId, LookbackItemId } from '#kernel/rooms/lookback.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import { ItemFilter, itemEndpoint, listItemsEndpoint, problemLookbackEndpoint } from '../items.contract.ts'
import {
  declaredFiguresEndpoint,
  listLookbacksEndpoint,
  lookbackEndpoint,
  previewScopeEndpoint,
  proposalsEndpoint,
} from '../lookback.contract.ts'
import type { ProposalPart } from '../domain/proposals.ts'
import type { ItemListState } from './campaign/item-list.ts'
import type { ScopeInput } from './start/scope-form.ts'

// Beneath 'problems': whatever changes a problem makes these stale too.
export const LOOKBACK = ['problems', 'lookback'] as const

export const declaredFiguresQuery = queryOptions({
  queryKey: [...LOOKBACK, 'figures'],
  queryFn: ({ signal }) => call(declaredFiguresEndpoint, {}, {}, { signal }),
})

export const lookbacksQuery = queryOptions({
  queryKey: [...LOOKBACK, 'all'],
  queryFn: ({ signal }) => call(listLookbacksEndpoint, {}, {}, { signal }),
})

export const lookbackQuery = (lookbackId: LookbackId) =>
  queryOptions({ queryKey: [...LOOKBACK, lookbackId], queryFn: ({ signal }) => call(lookbackEndpoint, { lookbackId }, {}, { signal }) })

/** One page of the items; the page before stays until the next has come. */
export function useItems(lookbackId: LookbackId, { filter, sort, page, size }: ItemListState) {
  return useQuery({
    queryKey: [...LOOKBACK, lookbackId, 'items', filter, sort, page, size],
    queryFn: ({ signal }) => call(listItemsEndpoint, { lookbackId }, { ...ItemFilter.parse(filter), sort, page, size }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export const itemQuery = (itemId: LookbackItemId) =>
  queryOptions({ queryKey: [...LOOKBACK, 'item', itemId], queryFn: ({ signal }) => call(itemEndpoint, { itemId }, {}, { signal }) })

/** What a scope would take in, asked anew as it is changed; the counts before stay until the next have come. */
export const useScopePreview = (scope: ScopeInput) =>
  useQuery({
    queryKey: [...LOOKBACK, 'preview', scope],
    queryFn: ({ signal }) => call(previewScopeEndpoint, {}, scope, { signal }),
    enabled: scope.closures.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const proposalsQuery = (lookbackId: LookbackId, by: ProposalPart) =>
  queryOptions({
    queryKey: [...LOOKBACK, lookbackId, 'proposals', by],
    queryFn: ({ signal }) => call(proposalsEndpoint, { lookbackId }, { by }, { signal }),
    staleTime: 0,
  })

export const problemLookbackQuery = (problemId: MatterId) =>
  queryOptions({
    queryKey: [...LOOKBACK, 'of', problemId],
    queryFn: ({ signal }) => call(problemLookbackEndpoint, { problemId }, {}, { signal }),
  })
