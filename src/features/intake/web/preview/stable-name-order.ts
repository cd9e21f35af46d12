import { useState } from 'react'
import type { Choices, Preview } from '../../intake.contract.ts'

export type ListedName = Preview['names'][number]
type Decided = NonNullable<Choices['names']>[number]

const keyOf = ({ kind, raw }: Pick<ListedName, 'kind' | 'raw'>) => `${kind} ${raw}`

/** Names keep their place once seen: one that is answered must not jump away under the hand; new ones come last. @internal tests look at it */
export function stableOrder(
  before: readonly ListedName[],
  names: readonly ListedName[],
  decided: readonly Decided[],
): readonly ListedName[] {
  const open = new Map(names.map((name) => [keyOf(name), name]))
  const known = new Set(before.map(keyOf))
  const fresh = [...names, ...decided.map(({ kind, raw }) => ({ kind, raw, count: 0, candidates: [] }))].filter(
    (name, i, all) => !known.has(keyOf(name)) && all.findIndex((one) => keyOf(one) === keyOf(name)) === i,
  )
  // A name that neither is asked about nor was answered has gone with its column or table.
  const stays = new Set([...open.keys(), ...decided.map(keyOf)])
  const next = [...before.filter((name) => stays.has(keyOf(name))).map((name) => open.get(keyOf(name)) ?? name), ...fresh]
  const same = next.length === before.length && next.every((name, i) => name === before[i])
  return same ? before : next
}

export function useStableNames(names: readonly ListedName[], decided: readonly Decided[]): readonly ListedName[] {
  const [listed, setListed] = useState<readonly ListedName[]>([])
  const next = stableOrder(listed, names, decided)
  if (next !== listed) setListed(next)
  return next
}
