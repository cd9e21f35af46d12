import { queryOptions } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import { chainsEndpoint } from '../chains.contract.ts'
import { closeoutEndpoint, sealedEndpoint } from '../closeout.contract.ts'

/** Beneath 'problems': whatever changes a problem may change its close-out. */
const CLOSEOUT = [...PROBLEMS, 'closeout'] as const

export const closeoutQuery = (problemId: MatterId) =>
  queryOptions({
    queryKey: [...CLOSEOUT, problemId],
    queryFn: ({ signal }) => call(closeoutEndpoint, { problemId }, {}, { signal }),
  })

export const sealedQuery = (problemId: MatterId, seal: string) =>
  queryOptions({
    queryKey: [...CLOSEOUT, problemId, 'sealed', seal],
    queryFn: ({ signal }) => call(sealedEndpoint, { problemId, seal }, {}, { signal }),
  })

export const CHAINS = ['closeout-chains'] as const
export const chainsQuery = queryOptions({ queryKey: CHAINS, queryFn: ({ signal }) => call(chainsEndpoint, {}, {}, { signal }) })
