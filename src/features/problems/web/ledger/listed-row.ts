import { COLUMN_READS, LISTED_COLUMNS, type ListedColumn, type ReadKey } from '../../domain/listed-columns.ts'
import type { LedgerRow, ListedRow } from '../../problems.contract.ts'

/** A row as far as a column reads it. */
export type RowOf<C extends ListedColumn> = Pick<LedgerRow, ReadKey<C>>

/** In a cell whose row was read before its column was wanted; the next reply has it. */
const NOT_YET = '…'

/** Whether a row was read with a column; columns of other lists read nothing of it. */
export const isRead = (row: ListedRow, column: string): boolean =>
  LISTED_COLUMNS.every((known) => known !== column || COLUMN_READS[known].every((key) => row[key] !== undefined))

/** What a column shows of a row; a row read without it shows that it is still to come, never an empty cell. */
export const displayed =
  <C extends ListedColumn, T>(column: C, show: (row: RowOf<C>) => T) =>
  (row: ListedRow): T | typeof NOT_YET =>
    isRead(row, column) ? show(row as RowOf<C>) : NOT_YET

/** Columns in the words of the contract, in one order whatever the order on the screen. */
export const columnsParam = (keys: readonly string[]): string =>
  LISTED_COLUMNS.filter((column) => column === 'no' || column === 'title' || keys.includes(column)).join(',')
