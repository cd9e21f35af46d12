import type { SheetColumn, SheetFrame } from '#kernel/sheet-spec.ts'
import type { OfficialColumn, OfficialLine } from '#features/problems/domain/official-ledger.ts'

/** The three axes of a problem, counted apart: they are never one status. */
export type Axis = 'progress' | 'schedule' | 'closure'
/** Each axis with all its words in their official order, so that a count of nought is shown too. */
export type AxisWords = Readonly<Record<Axis, readonly string[]>>

/** What is known of a problem before its line is read: under whose names it is filed, and what is counted of it. */
export type ReportEntry = { readonly id: string; readonly holders: readonly string[]; readonly words: Readonly<Record<Axis, string>> }

/** A sheet of which the lines are read while it is written: these problems, in this order. */
export type ReportSheet = { readonly frame: SheetFrame; readonly columns: readonly OfficialColumn[]; readonly ids: readonly string[] }

/** The cells of a row of a sheet under some columns; `index` counts the rows from 0. */
export const lineCells = (line: OfficialLine, columns: readonly OfficialColumn[], index: number): string[] =>
  columns.map(({ key, cell }) => (key === 'seq' ? String(index + 1) : cell(line)))

/** A column of a sheet without what only the ledger needs. */
export function sheetColumn({ key, group, title, width, align }: OfficialColumn): SheetColumn {
  return { key, title, width, ...(group === undefined ? {} : { group }), ...(align === undefined ? {} : { align }) }
}
