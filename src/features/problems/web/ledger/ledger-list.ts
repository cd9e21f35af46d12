import type { z } from 'zod'
import { MatterId } from '#kernel/rooms/matters.ts'
import { useListPage } from '#ui/list/useListPage.ts'
import { LedgerFilter, SORTS } from '../../problems.contract.ts'

export type FilterInput = z.input<typeof LedgerFilter>
export type FilterKey = keyof FilterInput
type SortText = (typeof SORTS)[number]
export type LedgerList = ReturnType<typeof useLedgerList>

/** Everything that makes the ledger look as it does stands in its address. @internal tests look at it */
export const LEDGER_LIST = { filter: LedgerFilter, sorts: SORTS, openId: MatterId } as const

/** The ledger's state is its address: read from it, changed by going to another. */
export function useLedgerList() {
  const list = useListPage<typeof LedgerFilter, SortText, MatterId>(LEDGER_LIST)
  // The address keeps only what the contract understands.
  return { ...list, filter: list.state.filter as FilterInput }
}

/** The one value of a condition that may hold several; undefined where it holds none or more than one. */
export function onlyOf(text: string | undefined): string | undefined {
  const values = text?.split(',') ?? []
  return values.length === 1 ? values[0] : undefined
}
