import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import {
  countProblemsEndpoint,
  ledgerChoicesEndpoint,
  listProblemsEndpoint,
  listViewsEndpoint,
  problemPageEndpoint,
} from '../problems.contract.ts'
import type { Choices } from './ledger/filter-tags.ts'
import type { FilterInput, LedgerList } from './ledger/ledger-list.ts'
import { columnsParam } from './ledger/listed-row.ts'

/** Whatever changes a problem makes all of these stale. */
export const PROBLEMS = ['problems'] as const
export const LEDGER_PAGES = [...PROBLEMS, 'list'] as const
export const VIEWS = ['ledger-views'] as const
const SETTLED_MS = 5 * 60_000

/** One page of the ledger with what these columns read; the page before stays until the next has come. */
export function useLedgerRows({ filter, state: { sort, page, size } }: Pick<LedgerList, 'filter' | 'state'>, displayed: readonly string[]) {
  const columns = columnsParam(displayed)
  return useQuery({
    queryKey: [...LEDGER_PAGES, filter, sort, page, size, columns],
    queryFn: ({ signal }) => call(listProblemsEndpoint, {}, { ...filter, sort, page, size, columns }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export function useLedgerCounts(filter: FilterInput) {
  return useQuery({
    queryKey: [...PROBLEMS, 'counts', filter],
    queryFn: ({ signal }) => call(countProblemsEndpoint, {}, filter, { signal }),
    placeholderData: keepPreviousData,
  })
}

const NO_CHOICES: Choices = { sources: [], rounds: [], units: [], leaders: [], mechanism: { name: '', slots: [] }, soonDays: 7 }

export function useChoicesQuery() {
  return useQuery({
    queryKey: [...PROBLEMS, 'choices'],
    queryFn: ({ signal }) => call(ledgerChoicesEndpoint, {}, {}, { signal }),
    staleTime: SETTLED_MS,
  })
}

/** What the filters offer and what the mechanism of the place requires; nothing until it is known. */
export const useLedgerChoices = (): Choices => useChoicesQuery().data ?? NO_CHOICES

export function useViews() {
  return useQuery({ queryKey: VIEWS, queryFn: ({ signal }) => call(listViewsEndpoint, {}, {}, { signal }), staleTime: SETTLED_MS })
}

export const problemQuery = (problemId: MatterId) => ({
  queryKey: [...PROBLEMS, 'page', problemId],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(problemPageEndpoint, { problemId }, {}, { signal }),
})

/** One problem with everything on its page. */
export const useProblem = (problemId: MatterId) => useQuery(problemQuery(problemId))
