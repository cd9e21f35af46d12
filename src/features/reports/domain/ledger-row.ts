import type { SheetColumn } from '#kernel/sheet-spec.ts'
import { OFFICIAL_LEDGER, type OfficialColumn, type OfficialKey, type OfficialLine } from '#features/problems/domain/official-ledger.ts'

/** One problem as the official tables have it: the text of each cell, and under whose names it is filed. */
export type LedgerReportRow = {
  readonly cells: Readonly<Partial<Record<OfficialKey, string>>>
  readonly leaders: readonly string[]
  readonly leadUnits: readonly string[]
}

/** The three axes of a problem, counted apart: they are never one status. */
export type Axis = 'progress' | 'schedule' | 'closure'
/** Each axis with all its words in their official order, so that a count of nought is shown too. */
export type AxisWords = Readonly<Record<Axis, readonly string[]>>

const names = (holders: readonly { readonly name: string }[]) => holders.map(({ name }) => name)
/** All that is kept of a line until the sheet is written. */
export const reportRow = (line: OfficialLine): LedgerReportRow => ({
  cells: Object.fromEntries(OFFICIAL_LEDGER.map(({ key, cell }) => [key, cell(line)])),
  leaders: names(line.leader),
  leadUnits: names(line.lead),
})

/** The cells of a row of a sheet under some columns; `index` counts the rows from 0. */
export const sheetCells = ({ cells }: LedgerReportRow, columns: readonly OfficialColumn[], index: number): string[] =>
  columns.map(({ key }) => (key === 'seq' ? String(index + 1) : (cells[key] ?? '')))

/** A column of a sheet without what only the ledger needs. */
export function sheetColumn({ key, group, title, width, align }: OfficialColumn): SheetColumn {
  return { key, title, width, ...(group === undefined ? {} : { group }), ...(align === undefined ? {} : { align }) }
}
