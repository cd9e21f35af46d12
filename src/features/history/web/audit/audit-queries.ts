import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '#ui/api-client.ts'
import { isUnderWay } from '#features/jobs/jobs.contract.ts'
import { verificationsEndpoint } from '../../verify.contract.ts'
import { type AuditFilter, auditEndpoint, auditPeopleEndpoint } from '../../audit.contract.ts'

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => call(auditEndpoint, {}, { ...filter, before: pageParam, size: 50 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ older }) => older ?? undefined,
  })

/** What looks through everything found; looked at often while one is under way. */
export const verificationsQuery = queryOptions({
  queryKey: ['audit', 'verifications'],
  queryFn: ({ signal }) => call(verificationsEndpoint, {}, {}, { signal }),
  refetchInterval: ({ state }) => (state.data?.job && isUnderWay(state.data.job.state) ? WATCH_MS : false),
})
const WATCH_MS = 1_000

export const auditPeopleQuery = queryOptions({
  queryKey: ['audit', 'people'],
  queryFn: async ({ signal }) => (await call(auditPeopleEndpoint, {}, {}, { signal })).people,
  staleTime: 60_000,
})
