import type { SealedColumn } from '#features/complainants/domain/complainant-heads.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import type { Why } from '../columns/column-matching.ts'
import type { Figure } from '../rows/figures.ts'
import type { FieldKey, Reading, TableKind } from '../columns/fields.ts'

export type IssueKind =
  | 'CELL'
  | 'CHOOSE_SHEET'
  | 'CELL_BAD_NUMBER'
  | 'CELL_ERROR_VALUE'
  | 'CONTROL_CHARS'
  | 'DATE_INVALID'
  | 'DEADLINE_UNCLEAR'
  | 'DUPLICATE_IN_FILE'
  | 'FORMULA_NO_VALUE'
  | 'HEADER_DUPLICATE'
  | 'HEADER_MISSING'
  | 'HEADER_NEEDS_MAPPING'
  | 'HEADER_UNKNOWN'
  | 'HIDDEN_CONTENT'
  | 'KEY_IS_DATE'
  | 'LEFT_OUT'
  | 'MERGED_FILLED'
  | 'NO_ROWS'
  | 'PRECISION_LOST'
  | 'ROW_SHAPE'
  | 'ROW_SHORT'
  | 'TOO_LONG'
  | 'TOTAL_DIFFERS'

/** Something to see before importing. `error`: the row cannot be taken as it stands; `warn`: it can, once seen. */
export type Issue = {
  readonly row: number
  /** The head of the column; null where the whole row or table is meant. */
  readonly column: string | null
  readonly kind: IssueKind
  readonly level: 'warn' | 'error'
  readonly message: string
}

export type RecognisedRow = {
  readonly at: { readonly sheet: string; readonly row: number }
  /** Texts under heads that stand for no field, by head. */
  readonly unmapped: Readonly<Record<string, string>>
  /** What texts of `unmapped` say in figures, by head. */
  readonly figures?: Readonly<Record<string, Figure>>
  /** What is known of a complainant: it stands nowhere else in the row. */
  readonly sealed?: readonly SealedCell[]
  /** Hidden on the sheet: a person decides. */
  readonly hidden?: true
} & { readonly [K in FieldKey]?: Reading<K> }

export type RecognisedColumn = {
  readonly header: string
  readonly field: FieldKey | null
  readonly why?: Why
  readonly sealed?: SealedColumn
}

/** What a row may be that is no record of its own. */
export const OTHER_ROWS = ['title', 'head', 'total', 'note', 'section', 'blank', 'repeat', 'part'] as const
/** A row a record, or a record a sheet of names and values. */
export const LAYOUTS = ['grid', 'pairs'] as const

/** A row of the sheet that is no record of its own; `part` goes on with the record above it. */
export type OtherRow = {
  readonly row: number
  readonly as: (typeof OTHER_ROWS)[number]
  /** What stands in it, for a person to see what was passed over. */
  readonly text: string
}

/** A row of totals that was added up again: how many figures were compared. What differs is among the issues. */
export type CheckedTotal = { readonly row: number; readonly figures: number }

export type RecognisedTable = {
  readonly kind: TableKind
  readonly title: string | null
  readonly layout: (typeof LAYOUTS)[number]
  readonly columns: readonly RecognisedColumn[]
  readonly rows: readonly RecognisedRow[]
  /** The other rows: with `rows` they account for every row of the sheet. */
  readonly others: readonly OtherRow[]
  /** Of statistics: the row of totals that was compared with the rows above it. */
  readonly totals?: readonly CheckedTotal[]
  readonly issues: readonly Issue[]
}

export type Recognised = { readonly tables: readonly RecognisedTable[] }

/** What a person says a column of a complainant's is. */
export const COMPLAINANTS_COLUMN = 'complainant'
/** What a person says a column is: a field, a complainant's, or nothing of the ledger. */
export type ColumnMeaning = FieldKey | typeof COMPLAINANTS_COLUMN | null
/** A person's word on a column: table and column by their index in the answer before. */
export type ColumnCorrection = { readonly table: number; readonly column: number; readonly field: ColumnMeaning }
