import type { z } from 'zod'
import { LookbackItemId } from '#kernel/rooms/lookback.ts'
import { wholeFrom } from '#ui/ledger/model/address.ts'
import { ITEM_SORTS, ItemFilter } from '../../items.contract.ts'

export type FilterInput = z.input<typeof ItemFilter>
type SortText = (typeof ITEM_SORTS)[number]
/** Everything that makes the list look as it does: it stands in the address, so that it can be sent and gone back to. */
export type ListState = {
  readonly filter: FilterInput
  readonly sort: SortText | undefined
  /** From 1. */
  readonly page: number
  readonly size: number
  /** The item shown beside the list. */
  readonly open: LookbackItemId | undefined
}

const KEYS = Object.keys(ItemFilter.shape) as (keyof FilterInput)[]
const SIZE = 50

/** The state an address describes; what is not understood is left out. */
export function stateOf(address: string): ListState {
  const query = new URLSearchParams(address)
  const entries = KEYS.flatMap((key) => {
    const text = query.get(key) ?? ''
    return text !== '' && ItemFilter.shape[key].safeParse(text).success ? [[key, text] as const] : []
  })
  return {
    filter: Object.fromEntries(entries),
    sort: ITEM_SORTS.find((sort) => sort === query.get('sort')),
    page: wholeFrom(query.get('page'), 100_000, 1),
    size: wholeFrom(query.get('size'), 200, SIZE),
    open: LookbackItemId.safeParse(query.get('open')).data,
  }
}

/** The address of a state, without '?'; what is as usual is left out. */
export function addressOf({ filter, sort, page, size, open }: ListState): string {
  const query = new URLSearchParams()
  for (const key of KEYS) if (filter[key]) query.set(key, filter[key])
  if (sort) query.set('sort', sort)
  if (size !== SIZE) query.set('size', String(size))
  if (page !== 1) query.set('page', String(page))
  if (open) query.set('open', open)
  return query.toString()
}

/** Another filter begins on page 1; undefined takes a condition away. */
export function withFilter(state: ListState, change: Partial<Record<keyof FilterInput, string | undefined>>): ListState {
  const merged: Partial<Record<keyof FilterInput, string | undefined>> = { ...state.filter, ...change }
  const entries = Object.entries(merged).filter(([, text]) => text !== undefined && text !== '')
  return { ...state, filter: Object.fromEntries(entries) as FilterInput, page: 1 }
}
