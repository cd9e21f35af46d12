import { queryOptions } from '@tanstack/react-query'
import { call } from '#ui/api-client.ts'
import { backupNoticeEndpoint, backupsEndpoint } from '../backups.contract.ts'

export const BACKUPS = ['backups'] as const
/** While something is under way it is watched closely. */
const CLOSELY_MS = 1_000
const CALMLY_MS = 30_000

export const backupsQuery = queryOptions({
  queryKey: [...BACKUPS, 'status'],
  queryFn: ({ signal }) => call(backupsEndpoint, {}, {}, { signal }),
  refetchInterval: ({ state }) => (state.data?.job ? CLOSELY_MS : CALMLY_MS),
})

const NOTICE_MS = 300_000
export const backupNoticeQuery = queryOptions({
  queryKey: [...BACKUPS, 'notice'],
  queryFn: ({ signal }) => call(backupNoticeEndpoint, {}, {}, { signal }),
  refetchInterval: NOTICE_MS,
})
