/** Ticking: these rows are all taken in, or all left out if every one of them was in. */
export function toggledIn(selection: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(selection)
  const allIn = ids.every((id) => selection.has(id))
  for (const id of ids) {
    if (allIn) next.delete(id)
    else next.add(id)
  }
  return next
}

/** What the tick in the head shows for this page. */
export function pageTick(selection: ReadonlySet<string>, ids: readonly string[]): 'on' | 'part' | 'off' {
  const count = ids.filter((id) => selection.has(id)).length
  if (count === 0) return 'off'
  return count === ids.length ? 'on' : 'part'
}
