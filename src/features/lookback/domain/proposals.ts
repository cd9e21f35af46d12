/** By which part of the problem the look-back is handed out. */
export const PROPOSAL_PARTS = ['territory', 'acceptance'] as const
export type ProposalPart = (typeof PROPOSAL_PARTS)[number]
export const PROPOSAL_WORDS: Readonly<Record<ProposalPart, string>> = { territory: '按属地', acceptance: '按验收单位' }

type Named = { readonly id: string; readonly name: string }
/** An item nobody has been given yet, with who leads its problem and who holds the part. */
export type Unassigned = { readonly id: string; readonly leads: readonly string[]; readonly holders: readonly Named[] }
export type Proposal = Named & { readonly items: readonly string[] }
export type Proposals = {
  readonly units: readonly Proposal[]
  /** Nobody holds that part. */
  readonly nobody: number
  /** Whoever holds it leads the problem too. */
  readonly ownWork: number
}

/** Who would get what: the first holder of the part that does not lead the problem itself. Every item is counted exactly once. */
export function propose(items: readonly Unassigned[]): Proposals {
  const chosen = items.map(({ id, leads, holders }) => ({ id, unit: holders.find((unit) => !leads.includes(unit.id)), holders }))
  const itemsByUnit = Map.groupBy(
    chosen.flatMap(({ id, unit }) => (unit ? [{ id, unit }] : [])),
    ({ unit }) => unit.id,
  )
  const units = [...itemsByUnit].map(([id, rows]) => ({ id, name: rows[0]?.unit.name ?? '', items: rows.map((row) => row.id) }))
  const left = chosen.filter(({ unit }) => !unit)
  return {
    units: units.toSorted((a, b) => b.items.length - a.items.length || (a.name < b.name ? -1 : 1)),
    nobody: left.filter(({ holders }) => holders.length === 0).length,
    ownWork: left.filter(({ holders }) => holders.length > 0).length,
  }
}
