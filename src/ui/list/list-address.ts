import type { z } from 'zod'
import { wholeFrom } from '../ledger/model/address.ts'

/** A list's conditions by their contract: every field takes text, as an address does. */
export type FilterSchema = z.ZodObject
export type FilterText<F extends FilterSchema> = { readonly [K in keyof F['shape'] & string]?: string | undefined }

/** What a list's address may hold. */
export type ListShape<F extends FilterSchema, S extends string, Id extends string> = {
  readonly filter: F
  /** Orders the server knows: 'due', '-due'. */
  readonly sorts: readonly S[]
  /** Ids of its rows; absent: no row opens beside the list. */
  readonly openId?: z.ZodType<Id>
  /** Rows of a page where the address says nothing. */
  readonly size?: number
}

/** Everything that makes a list look as it does: it stands in the address, so that it can be sent, saved and gone back to. */
export type ListState<Filter, S extends string = string, Id extends string = string> = {
  readonly filter: Filter
  readonly sort: S | undefined
  /** From 1. */
  readonly page: number
  readonly size: number
  /** The row shown beside the list. */
  readonly open: Id | undefined
  /** The saved view it was chosen from. */
  readonly view: string | undefined
  /** Columns a saved view brought along; undefined: those the browser remembers. */
  readonly cols: readonly string[] | undefined
}

const MOST = 200
const LAST_PAGE = 100_000
const STANDARD_SIZE = 50

export type ListAddress<F extends FilterSchema, S extends string, Id extends string> = ReturnType<typeof listAddress<F, S, Id>>

/** How one list is written into its address and read from it. Pure; one constant a list. */
export function listAddress<F extends FilterSchema, S extends string, Id extends string>(shape: ListShape<F, S, Id>) {
  type State = ListState<FilterText<F>, S, Id>
  const keys = Object.keys(shape.filter.shape) as (keyof F['shape'] & string)[]
  const standardSize = shape.size ?? STANDARD_SIZE

  /** Conditions that hold a text, in the order of the contract. */
  const kept = (textOf: (key: keyof F['shape'] & string) => string | undefined) =>
    Object.fromEntries(keys.flatMap((key) => (textOf(key) ? [[key, textOf(key)] as const] : []))) as FilterText<F>

  /** The state an address describes. What is not understood (an old link, a slip of the keyboard) is left out, the rest still holds. */
  function stateOf(address: string): State {
    const query = new URLSearchParams(address)
    const cols = query.get('cols')?.split(',').filter(Boolean)
    const understood = (key: keyof F['shape'] & string) => {
      const text = query.get(key)?.trim() ?? ''
      return (shape.filter.shape[key] as z.ZodType).safeParse(text).success ? text : undefined
    }
    return {
      filter: kept(understood),
      sort: shape.sorts.find((sort) => sort === query.get('sort')),
      page: wholeFrom(query.get('page'), LAST_PAGE, 1),
      size: wholeFrom(query.get('size'), MOST, standardSize),
      open: shape.openId?.safeParse(query.get('open')).data,
      view: query.get('view') ?? undefined,
      cols: cols && cols.length > 0 ? cols : undefined,
    }
  }

  /** The address of a state, without '?'; what is as usual is left out. */
  function addressOf({ filter, sort, page, size, open, view, cols }: State): string {
    const query = new URLSearchParams()
    const put = (name: string, text: string | undefined) => text && query.set(name, text)
    for (const key of keys) put(key, filter[key])
    put('sort', sort)
    put('size', size === standardSize ? undefined : String(size))
    put('cols', cols?.join(','))
    put('view', view)
    put('page', page === 1 ? undefined : String(page))
    put('open', open)
    return query.toString().replaceAll('%2C', ',')
  }

  /** What a saved view keeps of a state: filters, order, page size and columns, but neither page nor open row. */
  const viewQueryOf = (state: State, cols: readonly string[] | undefined) =>
    addressOf({ ...state, page: 1, open: undefined, view: undefined, cols })

  return {
    stateOf,
    addressOf,
    viewQueryOf,
    /** The state a saved view stands for. */
    stateOfView: (id: string, query: string): State => ({ ...stateOf(query), page: 1, open: undefined, view: id }),
    /** Whether the state has left the view it was chosen from. */
    hasLeftView: (state: State, query: string): boolean => {
      const saved = stateOf(query)
      return viewQueryOf(saved, saved.cols) !== viewQueryOf(state, saved.cols && state.cols)
    },
    /** Another filter begins on page 1; undefined takes a condition away. */
    withFilter: (state: State, change: FilterText<F>): State => {
      const merged: FilterText<F> = { ...state.filter, ...change }
      return { ...state, filter: kept((key) => merged[key]), page: 1, open: undefined }
    },
    /** The same list without any condition, in the same order and size. */
    withoutFilter: (state: State): State => ({ ...stateOf(''), sort: state.sort, size: state.size }),
  }
}
