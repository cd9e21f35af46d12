import type { Unit } from '../../org.contract.ts'

type Named = Pick<Unit, 'name' | 'shortName' | 'aliases' | 'initials'>

/** Whether what was typed stands in a unit's name, short name, aliases or first letters. */
export function findsUnit({ name, shortName, aliases, initials }: Named, typed: string): boolean {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return true
  return initials.includes(wanted) || [name, shortName ?? '', ...aliases].some((each) => each.toLowerCase().includes(wanted))
}

/** Units as a tree of whatever `node` makes of each; one whose superior is not in the list stands at the top. */
export function treeOf<N>(units: readonly Unit[], node: (unit: Unit, children: N[]) => N): N[] {
  const ids = new Set(units.map(({ id }) => id))
  const below = Map.groupBy(units, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null))
  const under = (parent: Unit['parentId']): N[] => (below.get(parent) ?? []).map((unit) => node(unit, under(unit.id)))
  return under(null)
}

/** Those that are looked for, with every superior, so that each is seen in its place. */
export function withAbove(units: readonly Unit[], wanted: (unit: Unit) => boolean): Unit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const ids = new Set<string>()
  for (const unit of units.filter(wanted))
    for (let each: Unit | undefined = unit; each && !ids.has(each.id); each = each.parentId ? byId.get(each.parentId) : undefined)
      ids.add(each.id)
  return units.filter(({ id }) => ids.has(id))
}
