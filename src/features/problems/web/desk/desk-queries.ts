import { queryOptions } from '@tanstack/react-query'
import type { UnitId } from '#kernel/rooms/org.ts'
import { call } from '#ui/api-client.ts'
import { deskEndpoint, deskUnitsEndpoint, officerDeskEndpoint, reminderEndpoint } from '../../desk.contract.ts'

// Beneath 'problems': whatever changes a problem makes the desks stale too.
const DESK = ['problems', 'desk'] as const

export const deskQuery = queryOptions({ queryKey: [...DESK, 'own'], queryFn: ({ signal }) => call(deskEndpoint, {}, {}, { signal }) })

export const deskUnitsQuery = queryOptions({
  queryKey: [...DESK, 'units'],
  queryFn: ({ signal }) => call(deskUnitsEndpoint, {}, {}, { signal }),
})

export const officerDeskQuery = queryOptions({
  queryKey: [...DESK, 'officer'],
  queryFn: ({ signal }) => call(officerDeskEndpoint, {}, {}, { signal }),
})

/** Asked anew each time: it carries the moment it was made. */
export const reminderQuery = (unitId: UnitId) =>
  queryOptions({
    queryKey: [...DESK, 'reminder', unitId],
    queryFn: ({ signal }) => call(reminderEndpoint, { unitId }, {}, { signal }),
    staleTime: 0,
    gcTime: 0,
  })
