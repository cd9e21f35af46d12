import { sealedCounts } from '#features/complainants/domain/sealed-cell.ts'
import { isImportable } from '../domain/plan/lines.ts'
import type { RecognisedTable } from '../domain/read/recognised.ts'
import type { Choices, Preview } from '../intake.contract.ts'

type TableReply = Preview['tables'][number]
const SAMPLES = 3
const ISSUES = 200
const OTHERS = 500

/** A table as the preview shows it: its columns and why, the rows that are no records, and its totals. */
export function tableReply(table: RecognisedTable, index: number, choices: Choices): TableReply {
  const mine = choices.tables?.find((choice) => choice.table === index)
  const { kind, title, layout, rows, others, issues, totals } = table
  return {
    table: index,
    sheet: rows[0]?.at.sheet ?? null,
    kind,
    title,
    layout,
    importable: isImportable(table),
    leftOut: mine?.leftOut ?? false,
    rows: rows.length,
    columns: table.columns.map(({ header, field, why, sealed }, i) => ({
      index: i,
      header,
      field,
      why: why ?? null,
      sealed: sealed ?? null,
      samples: sealed ? [] : samplesOf(table, header, field),
      corrected: mine?.columns?.[String(i)] !== undefined,
    })),
    sealing: sealedCounts(rows),
    others: others.slice(0, OTHERS).map(({ row, as, text }) => ({ row, as, text })),
    otherCounts: countsOf(others),
    totals: (totals ?? []).map(({ row, figures }) => ({
      row,
      figures,
      differs: issues.filter((issue) => issue.kind === 'TOTAL_DIFFERS' && issue.row === row).map(({ message }) => message),
    })),
    issues: issues
      .filter((issue) => issue.kind !== 'LEFT_OUT') // `others` lists them, row by row
      .slice(0, ISSUES)
      .map(({ row, column, message }) => ({ row, column, message })),
  }
}

function countsOf(others: RecognisedTable['others']): TableReply['otherCounts'] {
  const kinds = Map.groupBy(others, ({ as }) => as)
  return [...kinds].map(([as, rows]) => ({ as, rows: rows.length }))
}

function samplesOf({ rows }: RecognisedTable, header: string, field: RecognisedTable['columns'][number]['field']): string[] {
  const found = new Set<string>()
  for (const row of rows) {
    const text = (field === null ? row.unmapped[header] : row[field]?.raw) ?? ''
    if (text.trim() !== '') found.add(text)
    if (found.size === SAMPLES) break
  }
  return [...found]
}
