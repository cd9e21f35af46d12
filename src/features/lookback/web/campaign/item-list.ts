import { LookbackItemId } from '#kernel/rooms/lookback.ts'
import type { FilterText, ListState } from '#ui/list/list-address.ts'
import { ITEM_SORTS, ItemFilter } from '../../items.contract.ts'

/** What the address of a campaign's list may hold. */
export const ITEM_LIST = { filter: ItemFilter, sorts: ITEM_SORTS, openId: LookbackItemId } as const
export type Conditions = FilterText<typeof ItemFilter>
export type ItemListState = ListState<Conditions, (typeof ITEM_SORTS)[number], LookbackItemId>
