import { type Decision, accept, refuse } from '#kernel/decision.ts'
import type { Level } from '#kernel/rooms/problems-tables.ts'

/** What may stand below what: item → problem → point (rules.md R-24). */
const PARENT_OF: Readonly<Record<Level, Level | null>> = { item: null, problem: 'item', point: 'problem' }

export type Placed = { readonly id: string; readonly level: Level; readonly closed: boolean }

/** Whether a line of a level may stand below a parent, or on its own. A closed parent takes nothing new: it would no longer be closed. */
export function place(level: Level, parent: Placed | null): Decision<string | null> {
  if (parent === null) return level === 'point' ? refuse('problem.point-needs-parent') : accept(null)
  if (PARENT_OF[level] !== parent.level) return refuse('problem.wrong-level')
  if (parent.closed) return refuse('problem.parent-closed')
  return accept(parent.id)
}

/** The same for one that is moved: what has closed stays where it closed, with the plan it closed by. */
export function move(moved: Placed, title: string, parent: Placed | null): Decision<string | null> {
  return moved.closed ? refuse('problem.closed', { title }) : place(moved.level, parent)
}

const key = (name: string) => name.normalize('NFKC').replaceAll(/\s/gu, '')

/** Names not yet among those that stand, each once; spaces and widths do not make another point. */
export function newPoints(names: readonly string[], standing: readonly string[]): string[] {
  const taken = new Set(standing.map(key))
  return names.filter((name) => !taken.has(key(name)) && taken.add(key(name)))
}
