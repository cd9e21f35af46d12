import { queryOptions } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import { call } from '#ui/api-client.ts'
import { papersEndpoint } from '../papers.contract.ts'

/** Beneath 'problems': whatever changes a problem changes its papers. */
export const papersQuery = (problemId: MatterId) =>
  queryOptions({
    queryKey: [...PROBLEMS, 'papers', problemId],
    queryFn: ({ signal }) => call(papersEndpoint, { problemId }, {}, { signal }),
  })
