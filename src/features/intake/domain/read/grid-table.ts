import type { Day } from '#kernel/days.ts'
import type { SheetRow } from '#kernel/sheet.ts'
import { complainantColumns, markedKind } from '#features/complainants/domain/complainant-heads.ts'
import type { Block } from './blocks.ts'
import { assignColumns, type Column, familyOf, headIssues, type Heads, tableKind } from '../columns/columns.ts'
import type { FieldKey } from '../columns/fields.ts'
import { continued } from '../rows/continued.ts'
import { fillDown, type FilledDown } from './fill-down.ts'
import { filledIn, type Grid, textOf } from './grid.ts'
import { keyed, readRow } from './grid-rows.ts'
import type { CellsOf } from '../columns/column-matching.ts'
import { COMPLAINANTS_COLUMN } from './recognised.ts'
import type { CheckedTotal, ColumnCorrection, Issue, OtherRow, RecognisedColumn, RecognisedRow, RecognisedTable } from './recognised.ts'
import { rowKind, type RowKind } from '../rows/rows-kind.ts'
import { channelOf, titleOf } from './title.ts'
import { publicText } from './seal-cell.ts'
import { checkTotals } from '../rows/totals.ts'
import { duplicates } from '../rows/duplicates.ts'
import { cellReader } from '../rows/values.ts'
import type { Vocabulary } from '../columns/vocabulary.ts'

export type TableContext = { readonly on: Day; readonly corrections: readonly ColumnCorrection[]; readonly vocabulary: Vocabulary }

const SAMPLE = 50
const WORDS: Readonly<Record<Exclude<RowKind, 'data' | 'blank'>, string>> = { total: '合计行', note: '说明行', section: '分段行' }

/** A table under a head, read row by row. */
export function gridTable(grid: Grid, block: Block, { on, corrections, vocabulary }: TableContext): RecognisedTable {
  const heads = usedHeads(block)
  const sample = (column: number) =>
    block.rows
      .slice(0, SAMPLE)
      .map((row) => textOf(row.cells[column]))
      .filter((text) => text !== '')
  const family = familyOf(heads, vocabulary, sample)
  const sealed = complainantColumns(heads, { title: titlesOf(grid, block.titles), cells: sample })
  const columns = withCorrections(assignColumns(heads, sealed, { family, vocabulary, cells: sample }), corrections, sample)
  const kind = tableKind(family ?? correctedFamily(corrections), columns)
  const filled = fillDown(grid, block.rows)
  const kinds = block.rows.map((row) => asCounted(rowKind(grid, row, columns.length), kind))
  const headRow = grid.rows[block.head.last]?.row ?? 0
  const title = titleOf(block.titles)
  const issues: Issue[] = headIssues(kind, columns, block.head.last - block.head.first + 1, headRow)
  issues.push(...mergeIssues(filled, columns), ...leftOut(block, kinds))
  const strict = kind !== 'statistics' && kind !== 'air' && !block.head.jammed
  const reader = { grid, columns: keyed(columns), readCell: cellReader(on), issues, strict }
  const body = readBody(reader, filled.rows, kinds, { kind, title })
  if (body.length === 0) issues.push({ row: headRow, column: null, kind: 'NO_ROWS', level: 'warn', message: '表头下没有数据行' })
  const { totals, issues: wrong } = kind === 'statistics' ? totalsOf(block.rows, kinds, columns) : NO_TOTALS
  issues.push(...wrong, ...duplicates(body, columns, filled))
  const { rows, parts } = continued(body, columns, filled)
  return {
    kind,
    title: title.text === null ? null : publicText(title.text),
    layout: 'grid',
    columns: columns.map(recognisedColumn),
    rows,
    others: othersOf(grid, block, { kinds, parts, columns }),
    ...(totals.length > 0 && { totals }),
    issues,
  }
}

/** All that stands over a table. */
export const titlesOf = ({ name }: Grid, rows: readonly SheetRow[]): string =>
  [name, ...rows.flatMap((row) => filledIn(row).map(({ text }) => text))].join(' ')

/** A column as told to whoever asked. */
export const recognisedColumn = ({ header, field, why, sealed }: Column): RecognisedColumn => ({
  header,
  field,
  ...(why ? { why } : {}),
  ...(sealed && field === null ? { sealed } : {}),
})

export const rowsAs = (rows: readonly SheetRow[], as: OtherRow['as'], columns: readonly Column[] = []): OtherRow[] =>
  rows.map((row) => otherRow(row, as, columns))

const LONGEST = 120

function otherRow(row: SheetRow, as: OtherRow['as'], columns: readonly Column[]): OtherRow {
  const sealed = new Set(as === 'head' || as === 'title' ? [] : columns.flatMap(({ at, sealed: by }) => (by ? [at] : [])))
  const text = publicText(
    filledIn(row)
      .filter(({ column }) => !sealed.has(column))
      .map((cell) => cell.text.replaceAll(/\s+/gu, ' '))
      .join('　'),
  )
  return { row: row.row, as, text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text }
}

type Understood = { readonly kinds: readonly RowKind[]; readonly parts: ReadonlySet<number>; readonly columns: readonly Column[] }
/** Every row of the block that is no record, and what it was taken for. */
function othersOf(grid: Grid, { titles, head, rows, repeats }: Block, { kinds, parts, columns }: Understood): OtherRow[] {
  return [
    ...rowsAs(titles, 'title'),
    ...rowsAs(grid.rows.slice(head.first, head.last + 1), 'head'),
    ...rowsAs(repeats, 'repeat'),
    ...rows.flatMap((row, i) => {
      const as = kinds[i]
      if (parts.has(row.row)) return [otherRow(row, 'part', columns)]
      return as === undefined || as === 'data' ? [] : [otherRow(row, as, columns)]
    }),
  ]
}

/** Heads that nobody could read become a ledger once a person says which column holds the finding, task or point. */
const correctedFamily = (corrections: readonly ColumnCorrection[]) =>
  corrections.some(({ field }) => field === 'problem' || field === 'task' || field === 'point') ? 'ledger' : undefined

/** A place without any case stands alone in its row of a statistics sheet (t54). */
const asCounted = (row: RowKind, table: RecognisedTable['kind']): RowKind => (table === 'statistics' && row === 'section' ? 'data' : row)

/** Columns at the right edge with neither head nor content are no columns (t18). A first line of a form may stand for a head: it is public as any text. */
function usedHeads({ head, rows }: Block): Heads {
  const used = Math.max(
    head.heads.findLastIndex((parts) => parts.length > 0),
    ...(head.jammed ? rows.map((row) => row.cells.length - 1) : []),
  )
  return Array.from({ length: used + 1 }, (_, column) => (head.heads[column] ?? []).map(publicText))
}

/** A person knows better: their word on a column stands, and the field is taken from whoever else had it. */
export function withCorrections(columns: readonly Column[], corrections: readonly ColumnCorrection[], cells: CellsOf): Column[] {
  const fields = new Map(corrections.map(({ column, field }) => [column, field]))
  const claimed = new Set(corrections.flatMap(({ field }) => (field === null || field === COMPLAINANTS_COLUMN ? [] : field)))
  return columns.map((column) => {
    const { at, header, sealed } = column
    const corrected = fields.get(at)
    if (sealed?.by === 'head') return column // nobody makes a complainant's telephone anybody else's
    if (corrected === COMPLAINANTS_COLUMN)
      return { at, header, field: null, sealed: { kind: markedKind(header.split('/'), cells(at)), by: 'person' } }
    if (corrected !== undefined) return { at, header, field: corrected, why: { by: 'person', words: header } }
    return { ...unclaimed(column, claimed), ...(sealed ? { sealed } : {}) }
  })
}

function unclaimed({ at, header, field, why, lost }: Column, claimed: ReadonlySet<FieldKey>): Column {
  const free = field !== null && claimed.has(field) ? null : field
  const reason = free !== null && why ? { why } : {}
  return { at, header, field: free, ...reason, ...(lost === undefined || claimed.has(lost) ? {} : { lost }) }
}

function mergeIssues({ ranges }: FilledDown, columns: readonly Column[]): Issue[] {
  return [...ranges].flatMap(([at, { top, bottom, times }]) => {
    const header = columns.find((column) => column.at === at)?.header
    if (header === undefined) return []
    const where = `第 ${top}–${bottom} 行${times > 1 ? `等 ${times} 处` : ''}`
    return [
      {
        row: top,
        column: header,
        kind: 'MERGED_FILLED' as const,
        level: 'warn' as const,
        message: `${where}“${header}”为合并单元格，已按同一内容填充，请确认`,
      },
    ]
  })
}

function leftOut({ rows, repeats }: Block, kinds: readonly RowKind[]): Issue[] {
  const ofKind = (kind: RowKind) => rows.filter((_, i) => kinds[i] === kind)
  return [
    ...(['total', 'note', 'section'] as const).flatMap((kind) => leftOutIssues(ofKind(kind), WORDS[kind])),
    ...leftOutIssues(ofKind('blank'), '只有序号的空行'),
    ...leftOutIssues(repeats, '重复的表头'),
  ]
}

function leftOutIssues(found: readonly SheetRow[], words: string): Issue[] {
  const [first] = found
  if (!first) return []
  const named = found
    .slice(0, 10)
    .map(({ row }) => row)
    .join('、')
  const message = `${words} ${found.length} 行未导入：第 ${named} 行${found.length > 10 ? '等' : ''}`
  return [{ row: first.row, column: null, kind: 'LEFT_OUT', level: 'warn', message }]
}

type About = { readonly kind: RecognisedTable['kind']; readonly title: ReturnType<typeof titleOf> }

function readBody(
  reader: Parameters<typeof readRow>[0],
  rows: readonly SheetRow[],
  kinds: readonly RowKind[],
  { kind, title }: About,
): RecognisedRow[] {
  let { channel } = title
  const body: RecognisedRow[] = []
  rows.forEach((row, i) => {
    if (kinds[i] === 'section') channel = channelOf(textOf(row.cells.find((cell) => cell !== null))) ?? channel
    if (kinds[i] === 'data') body.push(readRow(reader, row, kind === 'case' ? { batch: title.batch, channel } : {}))
  })
  return body
}

type Checked = { readonly totals: readonly CheckedTotal[]; readonly issues: readonly Issue[] }
const NO_TOTALS: Checked = { totals: [], issues: [] }

function totalsOf(rows: readonly SheetRow[], kinds: readonly RowKind[], columns: readonly Column[]): Checked {
  const at = kinds.indexOf('total')
  const total = rows[at]
  if (!total) return NO_TOTALS
  const above = rows.filter((_, i) => i < at && kinds[i] === 'data')
  const { checked, issues } = checkTotals(above, total, columns)
  return { totals: checked.figures > 0 ? [checked] : [], issues }
}
