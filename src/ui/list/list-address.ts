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
  readonly openId?: { readonly safeParse: (text: unknown) => { readonly data?: Id | undefined } }
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

type State<F extends FilterSchema, S extends string, Id extends string> = ListState<FilterText<F>, S, Id>
type Key<F extends FilterSchema> = keyof F['shape'] & string

const keysOf = <F extends FilterSchema>(filter: F) => Object.keys(filter.shape) as Key<F>[]

/** Conditions that hold a text, in the order of the contract. */
function filterTexts<F extends FilterSchema>(filter: F, textOf: (key: Key<F>) => string | undefined): FilterText<F> {
  const held = keysOf(filter).map((key) => [key, textOf(key)] as const)
  return Object.fromEntries(held.filter(([, text]) => text)) as FilterText<F>
}

/** The state an address describes. What is not understood (an old link, a slip of the keyboard) is left out, the rest still holds. */
function stateOf<F extends FilterSchema, S extends string, Id extends string>(
  { filter, sorts, openId, size = STANDARD_SIZE }: ListShape<F, S, Id>,
  address: string,
): State<F, S, Id> {
  const query = new URLSearchParams(address)
  const cols = query.get('cols')?.split(',').filter(Boolean)
  const understood = (key: Key<F>) => {
    const text = query.get(key)?.trim() ?? ''
    return (filter.shape[key] as z.ZodType).safeParse(text).success ? text : undefined
  }
  return {
    filter: filterTexts(filter, understood),
    sort: sorts.find((sort) => sort === query.get('sort')),
    page: wholeFrom(query.get('page'), LAST_PAGE, 1),
    size: wholeFrom(query.get('size'), MOST, size),
    open: openId?.safeParse(query.get('open')).data,
    view: query.get('view') ?? undefined,
    cols: cols && cols.length > 0 ? cols : undefined,
  }
}

/** The address of a state, without '?'; what is as usual is left out. */
function addressOf<F extends FilterSchema, S extends string, Id extends string>(
  shape: ListShape<F, S, Id>,
  { filter, sort, page, size, open, view, cols }: State<F, S, Id>,
): string {
  const query = new URLSearchParams()
  const put = (name: string, text: string | undefined) => text && query.set(name, text)
  for (const key of keysOf(shape.filter)) put(key, filter[key])
  put('sort', sort)
  put('size', size === (shape.size ?? STANDARD_SIZE) ? undefined : String(size))
  put('cols', cols?.join(','))
  put('view', view)
  put('page', page === 1 ? undefined : String(page))
  put('open', open)
  return query.toString().replaceAll('%2C', ',')
}

/** How one list is written into its address and read from it. Pure; one constant a list. */
export function listAddress<F extends FilterSchema, S extends string, Id extends string>(shape: ListShape<F, S, Id>) {
  type Held = State<F, S, Id>
  const read = (address: string): Held => stateOf(shape, address)
  /** What a saved view keeps of a state: filters, order, page size and columns, but neither page nor open row. */
  const viewQueryOf = (state: Held, cols: readonly string[] | undefined) =>
    addressOf(shape, { ...state, page: 1, open: undefined, view: undefined, cols })
  return {
    stateOf: read,
    addressOf: (state: Held) => addressOf(shape, state),
    viewQueryOf,
    /** The state a saved view stands for. */
    stateOfView: (id: string, query: string): Held => ({ ...read(query), page: 1, open: undefined, view: id }),
    /** Whether the state has left the view it was chosen from. */
    hasLeftView: (state: Held, query: string): boolean => {
      const saved = read(query)
      return viewQueryOf(saved, saved.cols) !== viewQueryOf(state, saved.cols && state.cols)
    },
    /** Another filter begins on page 1; undefined takes a condition away. */
    withFilter: (state: Held, change: FilterText<F>): Held => {
      const merged: FilterText<F> = { ...state.filter, ...change }
      return { ...state, filter: filterTexts(shape.filter, (key) => merged[key]), page: 1, open: undefined }
    },
    /** The same list without any condition, in the same order and size. */
    withoutFilter: (state: Held): Held => ({ ...read(''), sort: state.sort, size: state.size }),
  }
}
