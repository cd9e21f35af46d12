import type { SheetSpec } from '#kernel/sheet-spec.ts'
import type { LedgerReportRow } from './ledger-row.ts'
import { ledgerSheet } from './ledger-sheet.ts'
import { reportFileName, uniqueFileNames } from './report-file-name.ts'
import { DEFAULT_TITLE, type ReportHeading } from './report-words.ts'
import { rowsByHolder } from './rows-by-holder.ts'

/** @internal tests look at it */
export const NO_LEAD_UNIT = '未明确牵头单位'

export type UnitLedger = { readonly unit: string; readonly fileName: string; readonly sheet: SheetSpec }

/**
 * One ledger per lead unit, numbered from 1 in each. A problem led by two units is in both files, so their counts need not
 * add up to the district's; problems without a lead unit form the last file.
 */
export function ledgersByUnit(rows: readonly LedgerReportRow[], heading: ReportHeading): UnitLedger[] {
  const groups = [...rowsByHolder(rows, (row) => row.leadUnits, NO_LEAD_UNIT)]
  const names = uniqueFileNames(
    groups.map(([unit]) => reportFileName({ kind: '整改台账', of: unit, cutOff: heading.cutOff, extension: 'xlsx' })),
  )
  return groups.map(([unit, own], i) => {
    const title = `${heading.title ?? `${heading.jurisdiction}${DEFAULT_TITLE}`}（${unit}）`
    return { unit, fileName: names[i] ?? '', sheet: ledgerSheet(own, { ...heading, title }) }
  })
}
