import type { SheetSpec } from '#kernel/sheet-spec.ts'
import { LEDGER_COLUMNS, sheetColumn, type LedgerColumn } from './ledger-columns.ts'
import type { LedgerReportRow } from './ledger-row.ts'
import { cutOffLine, DEFAULT_TITLE, type ReportHeading } from './report-words.ts'

const columns: readonly LedgerColumn[] = LEDGER_COLUMNS

/** The official ledger, one line per row in the order given: A3 landscape, two-row head. */
export function ledgerSheet(rows: readonly LedgerReportRow[], heading: ReportHeading): SheetSpec {
  return {
    name: '整改台账',
    title: heading.title ?? `${heading.jurisdiction}${DEFAULT_TITLE}`,
    note: cutOffLine(heading.cutOff, rows.length),
    columns: columns.map(sheetColumn),
    rows: rows.map((row, index) => columns.map((column) => column.cell(row, index))),
    paper: 'A3',
    landscape: true,
    ...(heading.footer === undefined ? {} : { footer: heading.footer }),
  }
}
