import type { SheetSpec } from '#kernel/sheet-spec.ts'
import { OFFICIAL_LEDGER } from '#features/problems/domain/official-ledger.ts'
import { type LedgerReportRow, sheetCells, sheetColumn } from './ledger-row.ts'
import { cutOffLine, DEFAULT_TITLE, type ReportHeading } from './report-words.ts'

/** The official ledger, one line per row in the order given: A3 landscape, two-row head. */
export function ledgerSheet(rows: readonly LedgerReportRow[], heading: ReportHeading): SheetSpec {
  return {
    name: '整改台账',
    title: heading.title ?? `${heading.jurisdiction}${DEFAULT_TITLE}`,
    note: cutOffLine(heading.cutOff, rows.length),
    columns: OFFICIAL_LEDGER.map(sheetColumn),
    rows: rows.map((row, index) => sheetCells(row, OFFICIAL_LEDGER, index)),
    paper: 'A3',
    landscape: true,
    ...(heading.footer === undefined ? {} : { footer: heading.footer }),
  }
}
