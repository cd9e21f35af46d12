import { queryOptions } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import { call } from '#ui/api-client.ts'
import { papersEndpoint } from '../papers.contract.ts'

/** Beneath 'problems': whatever changes a problem changes its papers. */
export const papersQuery = (matterId: MatterId) =>
  queryOptions({
    queryKey: [...PROBLEMS, 'papers', matterId],
    queryFn: ({ signal }) => call(papersEndpoint, { matterId }, {}, { signal }),
  })
