import type { QueryClient } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { CallError, call } from '#ui/api-client.ts'
import { editCellsEndpoint } from '../../problems.contract.ts'
import { type CellDraft, type VersionedCell, withVersions } from './cell-edits.ts'
import { problemQuery } from '../problem-queries.ts'

/** What would change, on the versions that were seen; a problem nobody has looked at is read first. Writes nothing. */
export async function previewCells(client: QueryClient, drafts: readonly CellDraft[], versionOf: (id: MatterId) => number | undefined) {
  const { unseen } = withVersions(drafts, versionOf)
  const read = new Map<MatterId, number>()
  for (const id of unseen) read.set(id, (await client.fetchQuery({ ...problemQuery(id), staleTime: 0 })).version)
  const { cells } = withVersions(drafts, (id) => read.get(id) ?? versionOf(id))
  const { changes } = await call(editCellsEndpoint, {}, { cells, preview: true })
  return { cells, changes }
}

export function saveCells(cells: readonly VersionedCell[], reason: string) {
  const trimmed = reason.trim()
  return call(editCellsEndpoint, {}, { cells: [...cells], ...(trimmed !== '' && { reason: trimmed }) })
}

export const callErrorOf = (error: unknown): CallError =>
  error instanceof CallError ? error : new CallError(0, 'internal', '没有办成，请再试一次；填写的内容仍在本页')
