import { type QueryClient, keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { isUnderWay } from '#features/jobs/jobs.contract.ts'
import { call } from '#ui/api-client.ts'
import {
  type Choices,
  type Outcome,
  type Preview,
  type PreviewRow,
  intakeJobEndpoint,
  lastImportsEndpoint,
  listIntakesEndpoint,
  previewEndpoint,
} from '../intake.contract.ts'

const INTAKE = ['intake'] as const
export const INTAKES = [...INTAKE, 'list'] as const
/** All pages of one file's preview. */
export const previewKey = (id: IntakeId) => [...INTAKE, 'preview', id] as const

export const lastImportsQuery = queryOptions({
  queryKey: [...INTAKE, 'last'],
  queryFn: ({ signal }) => call(lastImportsEndpoint, {}, {}, { signal }),
})

export const useIntakes = () => useQuery({ queryKey: INTAKES, queryFn: ({ signal }) => call(listIntakesEndpoint, {}, {}, { signal }) })

export type RowFilter = { readonly outcome: Outcome | undefined; readonly page: number }

const WATCH_MS = 500
export const jobKey = (id: IntakeId) => [...INTAKE, 'job', id] as const
/** How the import of a file stands; watched while it is under way. */
export const useIntakeJob = (intakeId: IntakeId) =>
  useQuery({
    queryKey: jobKey(intakeId),
    queryFn: ({ signal }) => call(intakeJobEndpoint, { intakeId }, {}, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.job && isUnderWay(data.job.state) ? WATCH_MS : false),
  })

/** Whether it was being written when this page last looked. */
export function isImporting(client: QueryClient, intakeId: IntakeId): boolean {
  const job = client.getQueryData<z.output<typeof intakeJobEndpoint.reply>>(jobKey(intakeId))?.job
  return job !== null && job !== undefined && isUnderWay(job.state)
}

/** The preview with one page of rows; what stood before stays until the next has come. Not read while the file is being written. */
export const usePreview = (intakeId: IntakeId, { outcome, page }: RowFilter, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: [...previewKey(intakeId), outcome ?? 'all', page],
    queryFn: ({ signal }) => call(previewEndpoint, { intakeId }, { outcome, page }, { signal }),
    placeholderData: keepPreviousData,
  })

/** The server has taken these choices: they stand at once, and everything computed from them is asked for anew (an older answer under way is dropped). */
export function takeOver(client: QueryClient, intakeId: IntakeId, patch: Partial<Choices>): void {
  const queryKey = previewKey(intakeId)
  client.setQueriesData<Preview>({ queryKey }, (old) => old && { ...old, choices: { ...old.choices, ...patch } })
  void client.invalidateQueries({ queryKey })
}

/** All refused rows, page by page. */
export async function refusedRows(intakeId: IntakeId): Promise<readonly PreviewRow[]> {
  const rows: PreviewRow[] = []
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const reply = await call(previewEndpoint, { intakeId }, { outcome: 'refused', page })
    pages = reply.pages
    rows.push(...reply.rows)
  }
  return rows
}
