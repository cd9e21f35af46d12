import { columnLetters, type SheetCell, type SheetRow } from '#kernel/sheet.ts'
import { complainantHeadKind } from '#features/complainants/domain/complainant-heads.ts'
import { type SealedCell, distinctCells } from '#features/complainants/domain/sealed-cell.ts'
import type { Column, KeyedColumn } from '../columns/columns.ts'
import type { FieldKey, Reading } from '../columns/fields.ts'
import { readFigure } from '../rows/figures.ts'
import { type Grid, textOf } from './grid.ts'
import type { Issue, RecognisedRow } from './recognised.ts'
import { publicText, sealCell, sealWhole } from './seal-cell.ts'
import { type cellReader, faultOf } from '../rows/values.ts'

export function keyed(columns: readonly Column[]): KeyedColumn[] {
  const times = new Map<string, number>()
  return columns.map((column) => {
    const base = column.header === '' ? `${columnLetters(column.at)}列` : column.header
    const time = (times.get(base) ?? 0) + 1
    times.set(base, time)
    return { ...column, key: time > 1 ? `${base}(${time})` : base }
  })
}

/** Texts that stand for every row of a table, from the lines over it. */
export type Around = { readonly batch?: string | undefined; readonly channel?: string | undefined }
export type Reader = {
  readonly grid: Grid
  readonly columns: readonly KeyedColumn[]
  readonly readCell: ReturnType<typeof cellReader>
  readonly issues: Issue[]
  /** Whether a line of another width than the head is a slip. */
  readonly strict: boolean
}

/** One row of data as fields and raw texts; what is doubtful in it is added to the issues. */
export function readRow({ grid, columns, readCell, issues, strict }: Reader, row: SheetRow, around: Around): RecognisedRow {
  const fields: [FieldKey, Reading][] = Object.entries(around).flatMap(([field, text]) =>
    text === undefined || columns.some((column) => column.field === field) ? [] : [[field as FieldKey, { raw: text, value: text }]],
  )
  const unmapped: [string, string][] = []
  const sealed: SealedCell[] = []
  const label = labelledBy(row)
  for (const column of columns) {
    const written = row.cells[column.at] ?? null
    const cell = label && column.at > label.at ? sealWhole(label, written, sealed) : sealCell(column, written, sealed)
    if (column.field === null) keepRaw(row, column, { cell, fault: written?.fault }, unmapped, issues)
    else fields.push([column.field, readField(row, column, column.field, { cell, readCell, issues })])
  }
  beyond(row, columns, unmapped, strict ? issues : [])
  if (row.hidden)
    issues.push({
      row: row.row,
      column: null,
      kind: 'HIDDEN_CONTENT',
      level: 'warn',
      message: `第 ${row.row} 行在表中被隐藏，也会导入；不要的请在文件中删去再传`,
    })
  const figures = unmapped.flatMap(([head, text]) => {
    const figure = readFigure(head, text)
    return figure === undefined ? [] : [[head, figure] as const]
  })
  // Own properties from entries: a head called __proto__ is a head.
  return {
    at: { sheet: grid.name, row: row.row },
    ...(Object.fromEntries(fields) as { [K in FieldKey]?: Reading<K> }),
    unmapped: Object.fromEntries(unmapped),
    ...(figures.length > 0 ? { figures: Object.fromEntries(figures) } : {}),
    ...(sealed.length > 0 ? { sealed: distinctCells(sealed) } : {}),
    ...(row.hidden ? { hidden: true as const } : {}),
  }
}

/** A sheet turned on its side: the row's first cell is the head that gives the rest of it to a complainant. */
function labelledBy({ cells }: SheetRow): { readonly at: number; readonly head: string; readonly kind: SealedCell['kind'] } | undefined {
  const at = cells.findIndex((cell) => textOf(cell) !== '')
  const head = textOf(cells[at])
  const kind = complainantHeadKind([head])
  return kind && { at, head, kind }
}

function readField(
  row: SheetRow,
  { key }: KeyedColumn,
  field: FieldKey,
  { cell, readCell, issues }: { readonly cell: SheetCell | null; readonly readCell: Reader['readCell']; readonly issues: Issue[] },
): Reading {
  const { reading, fault } = readCell(field, cell)
  if (fault)
    issues.push({ row: row.row, column: key, kind: fault.kind, level: fault.level, message: `第 ${row.row} 行：${key}${fault.message}` })
  return reading
}

/** What is wrong with a cell is said of a sealed one, too, without its text. */
function keepRaw(
  row: SheetRow,
  { key }: KeyedColumn,
  { cell, fault: written }: { readonly cell: SheetCell | null; readonly fault: SheetCell['fault'] },
  unmapped: [string, string][],
  issues: Issue[],
): void {
  if (cell && textOf(cell) !== '') unmapped.push([key, cell.text])
  if (!written) return
  const fault = faultOf(written, cell?.text ?? '')
  issues.push({ row: row.row, column: key, kind: fault.kind, level: fault.level, message: `第 ${row.row} 行：${key}${fault.message}` })
}

/** Cells to the right of the last head, and delimited lines with fewer fields than the head: something slipped. */
function beyond(row: SheetRow, columns: readonly KeyedColumn[], unmapped: [string, string][], issues: Issue[]): void {
  const width = (columns.at(-1)?.at ?? 0) + 1
  const extra = row.cells
    .slice(width)
    .flatMap((cell, i) =>
      textOf(cell) === '' ? [] : [[`${columnLetters(width + i)}列`, publicText(cell?.text ?? '')] as [string, string]],
    )
  unmapped.push(...extra)
  if (extra.length > 0)
    issues.push({
      row: row.row,
      column: null,
      kind: 'ROW_SHAPE',
      level: 'error',
      message: `第 ${row.row} 行比表头多 ${extra.length} 格，请核对是否错位`,
    })
  if (row.width !== undefined && row.width < width) {
    issues.push({
      row: row.row,
      column: null,
      kind: 'ROW_SHORT',
      level: 'error',
      message: `第 ${row.row} 行列数不足（${row.width} 格，表头 ${width} 格），请核对是否错位`,
    })
  }
}
