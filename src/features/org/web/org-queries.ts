import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { PersonId } from '#kernel/rooms/org.ts'
import { call } from '#ui/api-client.ts'
import { activationsEndpoint } from '../activation.contract.ts'
import { getPersonEndpoint, listPeopleEndpoint, listUnitsEndpoint } from '../org.contract.ts'
import { getHolidayYearEndpoint, listHolidayYearsEndpoint, listInspectionsEndpoint, listKnownNamesEndpoint } from '../place.contract.ts'
import { secondFactorEndpoint } from '../second-factor.contract.ts'
import { ownSessionsEndpoint, passwordNeedsEndpoint, sessionsOfPersonEndpoint, setupStateEndpoint } from '../session.contract.ts'
import { securityNoticesEndpoint } from '../settings.contract.ts'
import { allTokensEndpoint, myTokensEndpoint } from '../tokens.contract.ts'

/** A change to units, people or the place makes all of these stale. */
export const ORG = ['org'] as const

export const setupQuery = queryOptions({ queryKey: ['setup'], queryFn: () => call(setupStateEndpoint, {}, {}) })

export const unitsQuery = queryOptions({
  queryKey: [...ORG, 'units'],
  queryFn: async ({ signal }) => (await call(listUnitsEndpoint, {}, {}, { signal })).units,
  staleTime: 60_000,
})

export type PeopleWanted = z.input<typeof listPeopleEndpoint.input>
export const peopleQuery = (wanted: PeopleWanted) =>
  queryOptions({ queryKey: [...ORG, 'people', wanted], queryFn: ({ signal }) => call(listPeopleEndpoint, {}, wanted, { signal }) })

export const personQuery = (person: PersonId) =>
  queryOptions({ queryKey: [...ORG, 'person', person], queryFn: ({ signal }) => call(getPersonEndpoint, { person }, {}, { signal }) })

export const inspectionsQuery = queryOptions({
  queryKey: [...ORG, 'inspections'],
  queryFn: ({ signal }) => call(listInspectionsEndpoint, {}, {}, { signal }),
})

export const holidayYearsQuery = queryOptions({
  queryKey: [...ORG, 'holidays'],
  queryFn: ({ signal }) => call(listHolidayYearsEndpoint, {}, {}, { signal }),
})

export const holidayYearQuery = (year: number) =>
  queryOptions({ queryKey: [...ORG, 'holidays', year], queryFn: ({ signal }) => call(getHolidayYearEndpoint, { year }, {}, { signal }) })

export const knownNamesQuery = queryOptions({
  queryKey: [...ORG, 'names'],
  queryFn: async ({ signal }) => (await call(listKnownNamesEndpoint, {}, {}, { signal })).names,
})

/** Changes that wait for a second administrator. */
export const activationsQuery = queryOptions({
  queryKey: [...ORG, 'activations'],
  queryFn: async ({ signal }) => (await call(activationsEndpoint, {}, {}, { signal })).activations,
})

/** What a new password must be, for whoever is logged in. */
export const passwordNeedsQuery = queryOptions({
  queryKey: [...ORG, 'password-needs'],
  queryFn: ({ signal }) => call(passwordNeedsEndpoint, {}, {}, { signal }),
})

/** Of whoever is logged in: the second factor, and where else they are logged in. */
export const secondFactorQuery = queryOptions({
  queryKey: [...ORG, 'second-factor'],
  queryFn: ({ signal }) => call(secondFactorEndpoint, {}, {}, { signal }),
})
export const ownSessionsQuery = queryOptions({
  queryKey: [...ORG, 'own-sessions'],
  queryFn: async ({ signal }) => (await call(ownSessionsEndpoint, {}, {}, { signal })).sessions,
})

/** Where somebody is logged in, for whoever keeps the accounts. */
export const sessionsOfQuery = (person: PersonId) =>
  queryOptions({
    queryKey: [...ORG, 'sessions', person],
    queryFn: async ({ signal }) => (await call(sessionsOfPersonEndpoint, { person }, {}, { signal })).sessions,
  })

export const myTokensQuery = queryOptions({
  queryKey: [...ORG, 'tokens', 'mine'],
  queryFn: ({ signal }) => call(myTokensEndpoint, {}, {}, { signal }),
})
export const allTokensQuery = queryOptions({
  queryKey: [...ORG, 'tokens', 'all'],
  queryFn: async ({ signal }) => (await call(allTokensEndpoint, {}, {}, { signal })).tokens,
})

/** What whoever answers for security should look at. */
export const securityNoticesQuery = queryOptions({
  queryKey: [...ORG, 'security-notices'],
  queryFn: ({ signal }) => call(securityNoticesEndpoint, {}, {}, { signal }),
  staleTime: 60_000,
})
