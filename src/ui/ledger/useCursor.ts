import { useState } from 'react'
import { type Block, cellBlock, type AnchoredBlock, type Place, placedBlock } from './model/block.ts'

type Names = { readonly rowIds: readonly string[]; readonly colKeys: readonly string[]; readonly page: Place }
type State = { readonly anchored: AnchoredBlock | undefined; readonly previous: string | undefined; readonly wanted: string | undefined }

/** The cursor and its block among the present rows. `kept` changes only when somebody moved it. */
export function useCursor(names: Names, wantedRow: string | undefined, onRow: ((id: string) => void) | undefined) {
  const [state, setState] = useState<State>({ anchored: undefined, previous: undefined, wanted: undefined })
  const now = obeyed(state, names, wantedRow)
  // React's way for state that follows a prop: set while drawing, before anything is shown.
  if (now !== state) setState(now)
  const block = placedBlock(now.anchored, names.rowIds, names.colKeys, names.page)
  const move = (next: Block) => {
    setState((before) => ({ ...before, anchored: { block: next, ...names }, wanted: undefined }))
    const id = names.rowIds[next.focus.row]
    if (id !== undefined) onRow?.(id)
  }
  return { block, anchored: now.anchored, move }
}

/** A newly asked-for row is gone to as soon as it is among the rows. */
function obeyed(state: State, names: Names, wantedRow: string | undefined): State {
  const requested = wantedRow === state.previous ? state : { ...state, previous: wantedRow, wanted: wantedRow }
  const row = requested.wanted === undefined ? -1 : names.rowIds.indexOf(requested.wanted)
  if (row < 0) return requested
  const placed = placedBlock(requested.anchored, names.rowIds, names.colKeys, names.page)
  if (requested.anchored && placed?.focus.row === row) return { ...requested, wanted: undefined }
  return { ...requested, wanted: undefined, anchored: { block: cellBlock(row, placed?.focus.col ?? 0), ...names } }
}
