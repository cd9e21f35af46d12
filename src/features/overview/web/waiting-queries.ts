import { queryOptions } from '@tanstack/react-query'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import { call } from '#ui/api-client.ts'
import { waitingEndpoint } from '../overview.contract.ts'

/** Beneath 'problems': whatever changes a problem may change what waits. */
export const waitingQuery = queryOptions({
  queryKey: [...PROBLEMS, 'waiting'],
  queryFn: ({ signal }) => call(waitingEndpoint, {}, {}, { signal }),
})
