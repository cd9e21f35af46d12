import type { SourceClass } from '#kernel/rooms/org-tables.ts'
import { type WriteTx } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Inspection, Source } from '../../place.contract.ts'

type InspectionFacts = Omit<Inspection, 'id' | 'version'>
type SourceFacts = Omit<Source, 'id' | 'version' | 'class' | 'inspectionId'> & {
  readonly class: SourceClass
  readonly inspectionId: string | null
}
type NewSource = { readonly id: string; readonly name: string; readonly class: SourceClass; readonly inspectionId: string | null }

export const addSources = (tx: WriteTx, sources: readonly NewSource[]) =>
  tx
    .insertInto('source')
    .values(sources.map(({ id, name, class: kind, inspectionId }) => ({ id, name, class: kind, inspection_id: inspectionId })))
    .execute()

/** Call lockPlace before: names are compared while nobody else changes them. */
export async function refuseTaken(tx: WriteTx, table: 'inspection' | 'source', name: string, except: string | null): Promise<void> {
  const taken = await tx.selectFrom(table).select('id').where('name', '=', name).where('id', 'is distinct from', except).executeTakeFirst()
  if (taken) throw new RefusalError({ code: 'org.name-taken', detail: { name } })
}

const columnsOf = ({ level, kind, name, round, batch, province, entryOn, exitOn, feedbackOn }: InspectionFacts) => ({
  level,
  kind,
  name,
  round,
  batch,
  province,
  entry_on: entryOn,
  exit_on: exitOn,
  feedback_on: feedbackOn,
})

export const addInspection = (tx: WriteTx, id: string, facts: InspectionFacts) =>
  tx
    .insertInto('inspection')
    .values({ id, ...columnsOf(facts) })
    .execute()

export const saveInspection = (tx: WriteTx, id: string, facts: InspectionFacts) =>
  tx.updateTable('inspection').set(columnsOf(facts)).where('id', '=', id).execute()

export const saveSource = (tx: WriteTx, id: string, { name, class: kind, inspectionId }: SourceFacts) =>
  tx.updateTable('source').set({ name, class: kind, inspection_id: inspectionId }).where('id', '=', id).execute()

export async function refuseUnknownInspection(tx: WriteTx, id: string | null): Promise<void> {
  if (id === null) return
  const found = await tx.selectFrom('inspection').select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw new RefusalError({ code: 'org.not-found' })
}
