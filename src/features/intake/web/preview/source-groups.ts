import type { Inspection, Source } from '#features/org/place.contract.ts'

export type SourceGroup = { readonly words: string; readonly sources: readonly Source[] }

/** Sources under their inspection, the latest inspection first; those of no inspection come last. */
export function sourceGroups({ inspections, sources }: { inspections: readonly Inspection[]; sources: readonly Source[] }): SourceGroup[] {
  const latest = inspections.toSorted((a, b) => (b.entryOn ?? '').localeCompare(a.entryOn ?? ''))
  const of = (inspectionId: string | null) => sources.filter((source) => source.inspectionId === inspectionId)
  const groups = [...latest.map(({ id, name }) => ({ words: name, sources: of(id) })), { words: '不属于某次督察的来源', sources: of(null) }]
  return groups.filter((group) => group.sources.length > 0)
}
