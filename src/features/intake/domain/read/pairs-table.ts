import type { SheetRow } from '#kernel/sheet.ts'
import { complainantColumns } from '#features/complainants/domain/complainant-heads.ts'
import { assignColumns, familyOf, headIssues, tableKind } from '../columns/columns.ts'
import { type Grid, textOf } from './grid.ts'
import { type TableContext, titlesOf, withCorrections, rowsAs, recognisedColumn } from './grid-table.ts'
import { keyed, readRow } from './grid-rows.ts'
import { normaliseHead } from '../columns/heads.ts'
import type { Pairs } from './pairs.ts'
import type { Issue, RecognisedTable } from './recognised.ts'
import { publicText } from './seal-cell.ts'
import { titleOf } from './title.ts'
import { cellReader } from '../rows/values.ts'

/** Labels become columns, records become rows: from there a form reads like any table. */
export function pairsTable(grid: Grid, { titles, records, parts }: Pairs, { on, corrections, vocabulary }: TableContext): RecognisedTable {
  const labels = [...new Map(records.flatMap(({ pairs }) => pairs.map(({ label }) => [normaliseHead(label), label]))).values()]
  const rows: SheetRow[] = records.map(({ row, hidden, pairs }) => ({
    row,
    hidden,
    cells: labels.map((label) => pairs.find((pair) => normaliseHead(pair.label) === normaliseHead(label))?.cell ?? null),
  }))
  const heads = labels.map((label) => [label])
  const sample = (column: number) => rows.map((row) => textOf(row.cells[column])).filter((text) => text !== '')
  const family = familyOf(heads, vocabulary, sample)
  const sealed = complainantColumns(heads, { title: titlesOf(grid, titles), cells: sample })
  const columns = withCorrections(assignColumns(heads, sealed, { family, vocabulary, cells: sample }), corrections, sample)
  const kind = tableKind(family, columns)
  const title = titleOf(titles)
  const issues: Issue[] = headIssues(kind, columns, 1, records[0]?.row ?? 0)
  const reader = { grid, columns: keyed(columns), readCell: cellReader(on), issues, strict: true }
  const body = rows.map((row) => readRow(reader, row, kind === 'case' ? { batch: title.batch, channel: title.channel } : {}))
  return {
    kind,
    title: title.text === null ? null : publicText(title.text),
    layout: 'pairs',
    columns: columns.map(recognisedColumn),
    rows: body,
    others: [...rowsAs(titles, 'title'), ...rowsAs(parts, 'part')],
    issues,
  }
}
