import type { z } from 'zod'
import { MatterId } from '#kernel/rooms/matters.ts'
import { ViewId } from '#kernel/rooms/problems.ts'
import { wholeFrom } from '#ui/ledger/model/address.ts'
import { LedgerFilter, SORTS } from '../../problems.contract.ts'

export type FilterInput = z.input<typeof LedgerFilter>
export type FilterKey = keyof FilterInput
type SortText = (typeof SORTS)[number]

/** Everything that makes the ledger look as it does: it stands in the address, so that it can be sent, saved and gone back to. */
export type LedgerState = {
  readonly filter: FilterInput
  readonly sort: SortText | undefined
  /** From 1. */
  readonly page: number
  readonly size: number
  /** The problem shown beside the list. */
  readonly open: MatterId | undefined
  readonly view: ViewId | undefined
  /** Columns a saved view brought along; undefined: those the browser remembers. */
  readonly cols: readonly string[] | undefined
}

const FILTER_KEYS = Object.keys(LedgerFilter.shape) as readonly FilterKey[]
const STANDARD_SIZE = 50
const MOST = 200
const EMPTY: LedgerState = { filter: {}, sort: undefined, page: 1, size: STANDARD_SIZE, open: undefined, view: undefined, cols: undefined }

/** The state an address describes. What is not understood (an old link, a slip of the keyboard) is left out, the rest still holds. */
export function stateOf(address: string): LedgerState {
  const query = new URLSearchParams(address)
  const cols = query.get('cols')?.split(',').filter(Boolean)
  return {
    filter: filterOf(query),
    sort: SORTS.find((sort) => sort === query.get('sort')),
    page: wholeFrom(query.get('page'), 100_000, 1),
    size: wholeFrom(query.get('size'), MOST, STANDARD_SIZE),
    open: MatterId.safeParse(query.get('open')).data,
    view: ViewId.safeParse(query.get('view')).data,
    cols: cols && cols.length > 0 ? cols : undefined,
  }
}

function filterOf(query: URLSearchParams): FilterInput {
  const entries = FILTER_KEYS.flatMap((key) => {
    const text = query.get(key)?.trim() ?? ''
    return text !== '' && LedgerFilter.shape[key].safeParse(text).success ? [[key, text] as const] : []
  })
  return Object.fromEntries(entries)
}

/** The address of a state, without '?'; what is as usual is left out. */
export function addressOf(state: LedgerState): string {
  const { filter, sort, page, size, open, view, cols } = state
  const query = new URLSearchParams()
  const put = (name: string, text: string | undefined) => text !== undefined && text !== '' && query.set(name, text)
  for (const key of FILTER_KEYS) put(key, filter[key])
  put('sort', sort)
  put('size', size === STANDARD_SIZE ? undefined : String(size))
  put('cols', cols?.join(','))
  put('view', view)
  put('page', page === 1 ? undefined : String(page))
  put('open', open)
  return query.toString().replaceAll('%2C', ',')
}

/** What a saved view keeps of a state: filters, order, page size and columns, but neither page nor open problem. */
export const viewQueryOf = (state: LedgerState, cols: readonly string[] | undefined): string =>
  addressOf({ ...state, page: 1, open: undefined, view: undefined, cols })

/** The state a saved view stands for. */
export const stateOfView = (id: ViewId, query: string): LedgerState => ({ ...stateOf(query), page: 1, open: undefined, view: id })

/** Whether the state has left the view it was chosen from. */
export const hasLeftView = (state: LedgerState, query: string): boolean => {
  const saved = stateOf(query)
  return viewQueryOf(saved, saved.cols) !== viewQueryOf(state, saved.cols && state.cols)
}

/** Another filter begins on page 1; undefined takes a condition away. */
export function withFilter(state: LedgerState, change: FilterInput): LedgerState {
  const merged: FilterInput = { ...state.filter, ...change }
  const entries = FILTER_KEYS.flatMap((key) => (merged[key] === undefined || merged[key] === '' ? [] : [[key, merged[key]] as const]))
  return { ...state, filter: Object.fromEntries(entries), page: 1, open: undefined }
}

/** The same list without any condition, in the same order and size. */
export const withoutFilter = (state: LedgerState): LedgerState => ({ ...EMPTY, sort: state.sort, size: state.size })

/** The one value of a condition that may hold several; undefined where it holds none or more than one. */
export function onlyOf(text: string | undefined): string | undefined {
  const values = text?.split(',') ?? []
  return values.length === 1 ? values[0] : undefined
}
