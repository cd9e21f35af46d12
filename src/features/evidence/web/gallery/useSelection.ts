import { useCallback, useState } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'

/** Which files are chosen; ids that are no longer shown count no more. */
export function useSelection(listed: readonly EvidenceId[]) {
  const [chosen, setChosen] = useState<readonly EvidenceId[]>([])
  const [from, setFrom] = useState<EvidenceId>()
  const held = chosen.filter((id) => listed.includes(id))
  const toggle = useCallback((id: EvidenceId) => {
    setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]))
    setFrom(id)
  }, [])
  /** Everything between the last one chosen and this one. */
  const extend = (id: EvidenceId) => {
    const [a, b] = [listed.indexOf(from ?? id), listed.indexOf(id)].toSorted((x, y) => x - y)
    setChosen([...new Set([...held, ...listed.slice(a, (b ?? 0) + 1)])])
  }
  return { chosen: held, toggle, extend, all: () => setChosen(listed), none: useCallback(() => setChosen([]), []) }
}
