import { useRouter, useRouterState } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { sortOf, sortTextOf } from '../ledger/model/address.ts'
import type { Sort } from '../ledger/types.ts'
import { type FilterSchema, type FilterText, type ListShape, type ListState, listAddress } from './list-address.ts'

export type GoTo<State> = (next: State, how?: 'push' | 'replace') => void
export type ListPage<F extends FilterSchema, S extends string = string, Id extends string = string> = ReturnType<
  typeof useListPage<F, S, Id>
>

/**
 * A list whose state is its address: filters, order, page, the open row, the saved view. `shape` is one constant of the module. Spread
 * `tableProps` into the ledger; read rows with `state`.
 */
export function useListPage<F extends FilterSchema, S extends string, Id extends string>(shape: ListShape<F, S, Id>) {
  type State = ListState<FilterText<F>, S, Id>
  const address = useMemo(() => listAddress(shape), [shape])
  const { history } = useRouter()
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location })
  const state = useMemo(() => address.stateOf(searchStr), [address, searchStr])
  const go: GoTo<State> = useCallback(
    (next, how = 'push') => {
      const query = address.addressOf(next)
      history[how](query === '' ? pathname : `${pathname}?${query}`)
    },
    [address, history, pathname],
  )
  return {
    address,
    state,
    go,
    isFiltered: Object.keys(state.filter).length > 0,
    /** `quiet`: a step not worth a place of its own behind the back button. */
    setFilter: (change: FilterText<F>, quiet = false) => go(address.withFilter(state, change), quiet ? 'replace' : 'push'),
    clear: () => go(address.withoutFilter(state)),
    /** For the ledger: order, page and what names the list. */
    tableProps: {
      listId: address.viewQueryOf(state, undefined),
      page: state.page,
      pageSize: state.size,
      onPage: (page: number, size: number) => go({ ...state, page, size }),
      sort: sortOf(state.sort),
      onSort: (sort: Sort | undefined) => go({ ...state, sort: sortTextOf(shape.sorts, sort), page: 1 }),
    },
  }
}

type Beside<State, Id> = {
  readonly state: State
  readonly go: GoTo<State>
  readonly rows: readonly { readonly id: Id }[]
  /** The panel is closed: put the keyboard back on the table. */
  readonly onClosed: () => void
}

/** The row beside the list. It stands in the address: the back button closes it, a link opens it; before and after are its neighbours. */
export function useOpenRow<Id extends string, State extends { readonly open: Id | undefined }>({
  state,
  go,
  rows,
  onClosed,
}: Beside<State, Id>) {
  const { history } = useRouter()
  /** Opened from this list, so that going back is closing. */
  const pushed = useRef(false)
  const open = (id: Id) => {
    if (!state.open) pushed.current = true
    go({ ...state, open: id }, state.open ? 'replace' : 'push')
  }
  const close = () => {
    if (pushed.current) history.back()
    else go({ ...state, open: undefined }, 'replace')
    pushed.current = false
    onClosed()
  }
  const place = rows.findIndex(({ id }) => id === state.open)
  return { open, close, before: rows[place - 1]?.id, after: place < 0 ? undefined : rows[place + 1]?.id }
}

type Read = {
  readonly data: { readonly total: number; readonly rows: readonly unknown[] } | undefined
  readonly isPlaceholderData: boolean
}

/** A page behind the last one (an old link, fewer rows than before) gives way to the last. */
export function useLastPage<State extends { readonly page: number; readonly size: number }>(
  state: State,
  go: GoTo<State>,
  list: Read,
): void {
  const { data, isPlaceholderData } = list
  useEffect(() => {
    if (!data || isPlaceholderData || data.rows.length > 0 || data.total === 0 || state.page === 1) return
    go({ ...state, page: Math.ceil(data.total / state.size) }, 'replace')
  }, [state, go, data, isPlaceholderData])
}
