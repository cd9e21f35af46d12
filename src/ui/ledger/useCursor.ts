import { useState } from 'react'
import { type Block, cellBlock, type Kept, type Place, settle } from './model/block.ts'

type Names = { readonly rowIds: readonly string[]; readonly colKeys: readonly string[]; readonly page: Place }
type State = { readonly kept: Kept | undefined; readonly seen: string | undefined; readonly wanted: string | undefined }

/** The cursor and its block among the present rows. `kept` changes only when somebody moved it. */
export function useCursor(names: Names, wantedRow: string | undefined, onRow: ((id: string) => void) | undefined) {
  const [state, setState] = useState<State>({ kept: undefined, seen: undefined, wanted: undefined })
  const now = obeyed(state, names, wantedRow)
  // React's way for state that follows a prop: set while drawing, before anything is shown.
  if (now !== state) setState(now)
  const block = settle(now.kept, names.rowIds, names.colKeys, names.page)
  const move = (next: Block) => {
    setState((before) => ({ ...before, kept: { block: next, ...names }, wanted: undefined }))
    const id = names.rowIds[next.focus.row]
    if (id !== undefined) onRow?.(id)
  }
  return { block, kept: now.kept, move }
}

/** A newly asked-for row is gone to as soon as it is among the rows. */
function obeyed(state: State, names: Names, wantedRow: string | undefined): State {
  const asked = wantedRow === state.seen ? state : { ...state, seen: wantedRow, wanted: wantedRow }
  const row = asked.wanted === undefined ? -1 : names.rowIds.indexOf(asked.wanted)
  if (row < 0) return asked
  const standing = settle(asked.kept, names.rowIds, names.colKeys, names.page)
  if (asked.kept && standing?.focus.row === row) return { ...asked, wanted: undefined }
  return { ...asked, wanted: undefined, kept: { block: cellBlock(row, standing?.focus.col ?? 0), ...names } }
}
