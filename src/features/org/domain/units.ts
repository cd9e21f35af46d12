type Placed = { readonly id: string; readonly parentId: string | null }

/** A unit and all units below it. */
export function withBelow(id: string, units: readonly Placed[]): Set<string> {
  const below = Map.groupBy(units, (unit) => unit.parentId)
  const found = new Set([id])
  for (const each of found) for (const child of below.get(each) ?? []) found.add(child.id)
  return found
}

/** Whether putting a unit under `parentId` would make it its own superior. */
export const wouldLoop = (id: string, parentId: string, units: readonly Placed[]): boolean => withBelow(id, units).has(parentId)
