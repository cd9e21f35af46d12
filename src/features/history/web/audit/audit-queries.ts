import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '#ui/api-client.ts'
import { type AuditFilter, auditEndpoint, auditPeopleEndpoint } from '../../audit.contract.ts'

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => call(auditEndpoint, {}, { ...filter, before: pageParam, size: 50 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ older }) => older ?? undefined,
  })

export const auditPeopleQuery = queryOptions({
  queryKey: ['audit', 'people'],
  queryFn: async ({ signal }) => (await call(auditPeopleEndpoint, {}, {}, { signal })).people,
  staleTime: 60_000,
})
