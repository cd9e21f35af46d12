import type { WriteTx } from '#platform/db.ts'

type NewSource = { readonly id: string; readonly name: string; readonly class: string; readonly inspectionId: string | null }

export const addSources = (tx: WriteTx, sources: readonly NewSource[]) =>
  tx
    .insertInto('source')
    .values(sources.map(({ id, name, class: kind, inspectionId }) => ({ id, name, class: kind, inspection_id: inspectionId })))
    .execute()
