import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { SettingKey } from '#kernel/rooms.ts'
import { call } from '#ui/api-client.ts'
import { listSettingsEndpoint, previewSettingEndpoint, settingVersionsEndpoint, settingsInForceEndpoint } from '../../settings.contract.ts'
import { ORG } from '../org-queries.ts'

export const settingsQuery = queryOptions({
  queryKey: [...ORG, 'settings'],
  queryFn: ({ signal }) => call(listSettingsEndpoint, {}, {}, { signal }),
})

export type InForceOf = z.input<typeof settingsInForceEndpoint.input>
export const inForceQuery = (of: InForceOf) =>
  queryOptions({
    queryKey: [...ORG, 'settings', 'in-force', of],
    queryFn: ({ signal }) => call(settingsInForceEndpoint, {}, of, { signal }),
  })

export const versionsQuery = (key: SettingKey, scope: string) =>
  queryOptions({
    queryKey: [...ORG, 'settings', 'versions', key, scope],
    queryFn: ({ signal }) => call(settingVersionsEndpoint, { key }, { scope }, { signal }),
  })

/** What saving a value would change; null takes the scope's own value back. */
export const effectsQuery = (key: SettingKey, scope: string, value: unknown) =>
  queryOptions({
    queryKey: [...ORG, 'settings', 'effects', key, scope, value],
    queryFn: ({ signal }) => call(previewSettingEndpoint, { key }, { scope, value: JSON.stringify(value) }, { signal }),
    staleTime: 0,
    retry: false,
  })
