import { queryOptions } from '@tanstack/react-query'
import type { MatterId } from '#kernel/ids.ts'
import { call } from '#ui/call.ts'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import { planEndpoint } from '#features/rectification/rectification.contract.ts'

export const planQuery = (problemId: MatterId) =>
  queryOptions({
    queryKey: [...PROBLEMS, 'plan', problemId],
    queryFn: ({ signal }) => call(planEndpoint, { problemId }, {}, { signal }),
  })
