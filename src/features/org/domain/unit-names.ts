export type UnitPart = 'lead' | 'co' | null
export type NamedUnit = { readonly name: string; readonly part: UnitPart }
export type KnownUnit = {
  readonly id: string
  readonly name: string
  readonly shortName: string | null
  readonly aliases: readonly string[]
}
export type UnitMatch =
  | { readonly id: string; readonly how: 'name' | 'short' | 'alias' | 'suffix' }
  | { readonly candidates: readonly string[] }

export function splitUnits(text: string): NamedUnit[] {
  return text === '' ? [] : [{ name: text, part: null }]
}

export function matchUnit(name: string, units: readonly KnownUnit[]): UnitMatch | undefined {
  const hit = units.find((u) => u.name === name)
  return hit && { id: hit.id, how: 'name' }
}
