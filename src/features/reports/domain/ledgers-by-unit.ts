import type { OfficialColumn } from '#features/problems/domain/official-ledger.ts'
import type { ReportEntry, ReportSheet } from './ledger-row.ts'
import { ledgerSheet } from './ledger-sheet.ts'
import { reportFileName, uniqueFileNames } from './report-file-name.ts'
import { DEFAULT_TITLE, type ReportHeading } from './report-words.ts'
import { rowsByHolder } from './rows-by-holder.ts'

/** @internal tests look at it */
export const NO_LEAD_UNIT = '未明确牵头单位'

export type UnitLedger = { readonly unit: string; readonly fileName: string; readonly sheet: ReportSheet }

/**
 * One ledger per lead unit, numbered from 1 in each. A problem led by two units is in both files, so their counts need not
 * add up to the district's; problems without a lead unit form the last file.
 */
export function ledgersByUnit(rows: readonly ReportEntry[], heading: ReportHeading, columns?: readonly OfficialColumn[]): UnitLedger[] {
  const groups = [...rowsByHolder(rows, NO_LEAD_UNIT)]
  const names = uniqueFileNames(
    groups.map(([unit]) => reportFileName({ kind: '整改台账', of: unit, cutOff: heading.cutOff, extension: 'xlsx' })),
  )
  return groups.map(([unit, own], i) => {
    const title = `${heading.title ?? `${heading.jurisdiction}${DEFAULT_TITLE}`}（${unit}）`
    return {
      unit,
      fileName: names[i] ?? '',
      sheet: ledgerSheet(
        own.map(({ id }) => id),
        { ...heading, title },
        columns,
      ),
    }
  })
}
