import type { Day } from './days.ts'

/** What makes a cell unfit to be taken as a fact. The text beside it is what little the file still says. */
export type CellFault =
  | 'CELL_ERROR_VALUE'
  | 'CELL_BAD_NUMBER'
  | 'FORMULA_NO_VALUE'
  | 'PRECISION_LOST'
  | 'DATE_INVALID'
  | 'CONTROL_CHARS'
  | 'TOO_LONG'

/** A filled cell: `text` as a person sees it on the sheet, line breaks as `\n`. */
export type SheetCell = {
  readonly text: string
  readonly kind: 'text' | 'number' | 'date' | 'bool' | 'error'
  /** Date cells whose display shows a day. A cell that shows only a month has none: the day behind it was never meant. */
  readonly day?: Day
  /** The text is the remembered result of a formula. */
  readonly formula?: true
  readonly fault?: CellFault
}

/** One row that holds something. `row` counts from 1 as the sheet shows it; `cells` stand at their column, A = 0. */
export type SheetRow = {
  readonly row: number
  readonly hidden: boolean
  readonly cells: readonly (SheetCell | null)[]
  /** Delimited text only: how many fields the line was written with. */
  readonly width?: number
}

/** A merged range, ends included; rows from 1, columns from 0. */
export type SheetMerge = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }

/** A hidden sheet is named but not read: its `rows` are empty. */
export type Sheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly SheetRow[]
  readonly merges: readonly SheetMerge[]
  readonly hiddenColumns: readonly number[]
}

/** Something a person must see before the file is taken. */
export type Notice = {
  readonly kind:
    | 'ENCODING_GUESS'
    | 'ENCODING_MIXED'
    | 'EXTERNAL_LINK'
    | 'FILE_CUT'
    | 'FORMULA_CACHED_USED'
    | 'HIDDEN_CONTENT'
    | 'NUMBERING_LEFT_OUT'
    | 'PAGES_JOINED'
    | 'PAGES_WITHOUT_TEXT'
    | 'TABLE_FLATTENED'
    | 'TEXT_DOUBTFUL'
    | 'TEXT_IN_ONE_COLUMN'
  readonly message: string
  readonly sheet?: string
  readonly row?: number
  /** Column letters. */
  readonly column?: string
}

/** The whole file is refused: why, and how to mend it, in Chinese. */
export type ReadRefusal = {
  readonly kind:
    | 'CSV_QUOTE'
    | 'DOCX_DAMAGED'
    | 'EMBEDDED_OBJECT'
    | 'ENCODING_BROKEN'
    | 'ENCODING_UNKNOWN'
    | 'ENCRYPTED'
    | 'EXTERNAL_CONNECTION'
    | 'FILE_EMPTY'
    | 'FILE_TOO_LARGE'
    | 'HTML_AS_XLS'
    | 'MACRO'
    | 'NO_SHEET'
    | 'NO_TABLE'
    | 'NO_TEXT'
    | 'NOT_CSV'
    | 'NOT_DOCX'
    | 'NOT_PDF'
    | 'NOT_XLSX'
    | 'OLD_DOC'
    | 'OLD_XLS'
    | 'PDF_DAMAGED'
    | 'READER_FAILED'
    | 'READER_MEMORY'
    | 'READER_TIMEOUT'
    | 'TOO_MANY_COLUMNS'
    | 'TOO_MANY_PAGES'
    | 'TOO_MANY_ROWS'
    | 'TYPE_NOT_ALLOWED'
    | 'UNSUPPORTED_VARIANT'
    | 'XLS_DAMAGED'
    | 'XLSX_DAMAGED'
    | 'XML2003'
    | 'XML_FORBIDDEN'
    | 'ZIP_BAD_NAME'
    | 'ZIP_BOMB'
    | 'ZIP_DAMAGED'
    | 'ZIP_DUPLICATE'
    | 'ZIP_TOO_MANY_ENTRIES'
  readonly message: string
}

/** The letters over a column, as the sheet shows them: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}
