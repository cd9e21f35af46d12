import { useRemembered } from '#ui/useRemembered.ts'
import { NARROW, useMedia } from '#ui/useMedia.ts'
import { CARD_COLUMNS, FIRST_COLUMNS, columnsNow } from './ledger-columns.tsx'
import type { LedgerList } from './ledger-list.ts'

const AS_AT_FIRST: readonly string[] = []

/** The columns chosen: those a saved view brought along, else those this browser remembers, else the usual ones; on a phone, cards show some of them. */
export function useLedgerColumns({ state, go }: Pick<LedgerList, 'state' | 'go'>) {
  const [remembered, remember] = useRemembered('ledger.problems.columns', AS_AT_FIRST)
  const own = state.cols ?? (remembered.length > 0 ? remembered : undefined)
  const chosen = own && columnsNow(own)
  const choose = (keys: readonly string[] | undefined) => {
    remember(keys ?? AS_AT_FIRST)
    if (state.cols) go({ ...state, cols: keys }, 'replace')
  }
  const visible = chosen ?? FIRST_COLUMNS
  const displayed = useMedia(NARROW) ? visible.filter((key) => CARD_COLUMNS.includes(key)) : visible
  return { visible, displayed, chosen, choose }
}
