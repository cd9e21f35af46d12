import { queryOptions } from '@tanstack/react-query'
import { call } from '#ui/api-client.ts'
import { listSamplesEndpoint } from '../sample.contract.ts'

export const samplesQuery = queryOptions({
  queryKey: ['samples'],
  queryFn: ({ signal }) => call(listSamplesEndpoint, {}, {}, { signal }),
})
