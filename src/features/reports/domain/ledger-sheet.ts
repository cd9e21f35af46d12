import { OFFICIAL_LEDGER, type OfficialColumn } from '#features/problems/domain/official-ledger.ts'
import { type ReportSheet, sheetColumn } from './ledger-row.ts'
import { cutOffLine, DEFAULT_TITLE, type ReportHeading } from './report-words.ts'

/** The official ledger, one line per problem in the order given: A3 landscape, two-row head. */
export function ledgerSheet(
  ids: readonly string[],
  heading: ReportHeading,
  columns: readonly OfficialColumn[] = OFFICIAL_LEDGER,
): ReportSheet {
  return {
    frame: {
      name: '整改台账',
      title: heading.title ?? `${heading.jurisdiction}${DEFAULT_TITLE}`,
      note: cutOffLine(heading.cutOff, ids.length),
      columns: columns.map(sheetColumn),
      rowCount: ids.length,
      paper: 'A3',
      landscape: true,
      ...(heading.footer === undefined ? {} : { footer: heading.footer }),
    },
    columns,
    ids,
  }
}
