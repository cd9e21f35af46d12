import type { ReactNode, Ref } from 'react'
import type { Tone } from '../feedback/StatusIcon.tsx'
import type { FilledDown, PastedBlock } from './model/edits.ts'

/** One column. Make the array with useMemo: a new array draws every row again. */
export type LedgerColumn<Row> = {
  readonly key: string
  readonly title: string
  /** The upper row of a two-row head; neighbours with the same words share it. */
  readonly group?: string
  /** Width in px at first; the user may drag it and the browser remembers. */
  readonly width: number
  readonly minWidth?: number
  /** Stays at the left edge; frozen columns always come first. */
  readonly frozen?: boolean
  readonly align?: 'left' | 'center' | 'right'
  /** The name the server sorts by; absent: not sortable. */
  readonly sortKey?: string
  readonly render: (row: Row) => ReactNode
  /** What copy puts on the clipboard. */
  readonly text: (row: Row) => string
  /** Takes paste and fill down. */
  readonly editable?: boolean
  /** Long text: wraps in wrap mode and takes the room that is left over. */
  readonly wrap?: boolean
}

export type Sort = { readonly key: string; readonly direction: 'asc' | 'desc' }

export type LedgerHandle = {
  /** Puts the keyboard back on the cursor: call it when a drawer closes. */
  readonly focus: () => void
}

export type LedgerProps<Row> = {
  /** Under this name the browser remembers widths and wrapping. */
  readonly name: string
  /** What a screen reader calls the table. */
  readonly label: string
  readonly columns: readonly LedgerColumn<Row>[]
  /** Keys of the shown columns; absent: all. Frozen columns are always shown. */
  readonly visibleKeys?: readonly string[] | undefined
  /** Offers the column choice; undefined means "as at first". */
  readonly onVisibleKeys?: (keys: readonly string[] | undefined) => void

  /** Names the list as filtered and sorted: when it changes the cursor and the view go to the first row. */
  readonly listId?: string
  /** The rows of one page. */
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly total: number
  /** There are more than `total`. */
  readonly isMore?: boolean
  /** From 1. */
  readonly page: number
  readonly pageSize: number
  readonly onPage: (page: number, pageSize: number) => void
  readonly sort?: Sort | undefined
  /** undefined: the server's own order. */
  readonly onSort?: (sort: Sort | undefined) => void

  readonly loading?: boolean
  /** The server's message. Old rows stay visible below it. */
  readonly error?: string | undefined
  readonly onRetry?: () => void
  /** Shown at 0 rows: what to do next. */
  readonly empty?: ReactNode

  /** Ids of the ticked rows, on other pages too. Both absent: no ticks. */
  readonly selection?: ReadonlySet<string>
  readonly onSelection?: (ids: ReadonlySet<string>) => void
  /** Stands beside 已选 n 项. */
  readonly bulk?: ReactNode

  /** Moves the cursor to this row whenever it changes (and waits for it, if it is on a page still being read). */
  readonly cursorRowId?: string | undefined
  readonly onCursorRow?: (id: string) => void
  readonly onOpen?: (row: Row) => void
  readonly onPasteBlock?: (pasted: PastedBlock) => void
  readonly onFillDown?: (filled: FilledDown) => void

  /** A mark at the row's left edge; the word is read out and shown on hover. */
  readonly toneOf?: (row: Row) => { readonly tone: Tone; readonly word: string } | undefined
  /** On a narrow screen: the columns listed under the frozen ones. Absent: the first four. */
  readonly cardKeys?: readonly string[]
  /** Left above the table: search, filters, buttons. */
  readonly tools?: ReactNode
  /** Keys of the page around, said in the table's help: [key, what it does]. */
  readonly moreKeys?: readonly (readonly [string, string])[]
  readonly handle?: Ref<LedgerHandle>
}
