import type { SheetMerge } from '#kernel/sheet.ts'
import type { Grid } from '../put-grid.ts'
import { isSection, titleLines } from '../title-lines.ts'
import { type Unruled, columnsOf } from './columns.ts'
import { type RuledTable, ruledTables } from './ruled.ts'
import { type Line, type Page, joinWords, linesOf, textOf } from './shapes.ts'

/** A table as told by the whole file, over as many pages as it takes. */
export type WholeTable = {
  readonly grid: Grid
  /** Where a row was put together from two pages: row from 0 and the page from 1. */
  readonly mended: readonly { readonly row: number; readonly page: number }[]
  readonly doubtful: boolean
}
export type WholeTables = {
  readonly tables: readonly WholeTable[]
  /** Lines that could be a table and cannot be parted with certainty; all lines where there is no table at all. */
  readonly unsure: readonly string[]
  readonly unsurePages: readonly number[]
}

type Rows = (readonly (string | null)[])[]
type Open = {
  titles: readonly string[]
  head: number
  edges: readonly number[]
  rows: Rows
  merges: SheetMerge[]
  mended: { row: number; page: number }[]
  doubtful: boolean
}
type Piece = { readonly edges: readonly number[]; readonly grid: Grid; readonly doubtful: boolean }
type Block = { readonly line: string } | { readonly piece: Piece }

const PAGE_NUMBER = /^(?:[-—–－·\s]*\d+[-—–－·\s]*|第\s*\d+\s*页(?:[\s,，/]*共\s*\d+\s*页)?|\d+\s*\/\s*\d+)$/u

/** The tables of a file, those that go on over pages as one, each under the lines that name it. */
export function tablesOfPages(pages: readonly Page[]): WholeTables {
  const tables: Open[] = []
  const unsure: string[] = []
  const unsurePages: number[] = []
  const all: string[] = []
  let lines: string[] = []
  let open: Open | undefined
  withoutRunning(pages.map(parse)).forEach((page, i) => {
    const { blocks, doubtful } = blocksOf(page)
    if (doubtful.length > 0) unsurePages.push(i + 1)
    unsure.push(...doubtful)
    for (const block of blocks) {
      if ('line' in block) {
        all.push(block.line)
        if (!open?.titles.includes(block.line)) lines.push(block.line)
        continue
      }
      if (open && goesOn(open, block.piece, lines)) goOn(open, block.piece, lines, i + 1)
      else {
        open = begin(block.piece, titleLines(lines))
        tables.push(open)
      }
      lines = []
    }
    all.push(...doubtful)
  })
  const whole = tables.map(({ rows, merges, mended, doubtful }) => ({ grid: { rows, merges }, mended, doubtful }))
  if (tables.length > 0) return { tables: whole, unsure, unsurePages }
  return { tables: [], unsure: all, unsurePages: pages.map((_, i) => i + 1) }
}

type Parsed = { readonly tables: readonly RuledTable[]; readonly lines: readonly Line[] }

function parse(page: Page): Parsed {
  const { tables, rest } = ruledTables(page)
  return { tables, lines: linesOf(rest).filter((line) => !PAGE_NUMBER.test(textOf(line))) }
}

const runningKey = (line: Line) => `${Math.round(line.y / 4)} ${textOf(line).replace(/\d+/gu, '0')}`

/** Heads and feet printed on every page are said once: above the first table, where they may be its title. */
function withoutRunning(pages: readonly Parsed[]): Parsed[] {
  const times = new Map<string, number>()
  for (const { lines } of pages) for (const key of new Set(lines.map(runningKey))) times.set(key, (times.get(key) ?? 0) + 1)
  return pages.map(({ tables, lines }, i) => {
    const top = i === 0 ? (tables[0]?.top ?? 0) : 0
    return { tables, lines: lines.filter((line) => line.y < top || tables.length === 0 || (times.get(runningKey(line)) ?? 0) < 2) }
  })
}

/** What stands on a page from top to bottom; page numbers are no part of it. */
function blocksOf({ tables, lines }: Parsed): { blocks: Block[]; doubtful: string[] } {
  const { above, rows, below, unsure }: Unruled = columnsOf(lines)
  // Beside a drawn table, columns without lines are handed over as they stand: which of both is the ledger is not ours to say.
  if (tables.length > 0) return { blocks: inOrder(tables, lines), doubtful: rows || unsure.length > 0 ? lines.map(textOf) : [] }
  const piece: Block[] = rows ? [{ piece: { edges: [], grid: { rows, merges: [] }, doubtful: false } }] : []
  return { blocks: [...lineBlocks(above), ...piece, ...lineBlocks(below)], doubtful: unsure.map(textOf) }
}

const lineBlocks = (lines: readonly Line[]): Block[] => lines.map((line) => ({ line: textOf(line) }))

function inOrder(tables: readonly RuledTable[], lines: readonly Line[]): Block[] {
  const placed: { at: number; block: Block }[] = [
    ...tables.map((table) => ({ at: table.top, block: { piece: table } })),
    ...lines.map((line) => ({ at: line.y, block: { line: textOf(line) } })),
  ]
  return placed.toSorted((a, b) => a.at - b.at).map(({ block }) => block)
}

function begin({ edges, grid, doubtful }: Piece, titles: readonly string[]): Open {
  const open: Open = { titles, head: titles.length, edges, rows: titles.map((line) => [line]), merges: [], mended: [], doubtful }
  append(open, grid)
  return open
}

function append(open: Open, { rows, merges }: Grid): void {
  const from = open.rows.length
  for (const row of rows) open.rows.push(row)
  open.merges.push(...merges.map((merge) => ({ ...merge, top: merge.top + from, bottom: merge.bottom + from })))
}

/** The same edges, and nothing but headings between; without drawn edges the head must be the same. */
function goesOn(open: Open, piece: Piece, lines: readonly string[]): boolean {
  if (!lines.every(isSection) || open.edges.length !== piece.edges.length) return false
  if (piece.edges.length === 0) return repeated(open, piece) > 0
  return open.edges.every((edge, i) => Math.abs(edge - (piece.edges[i] ?? 0)) <= 4)
}

/** How many rows of the head stand again at the top of the piece. */
function repeated(open: Open, { grid }: Piece): number {
  const same = (i: number) => open.rows[open.head + i]?.join('\t') === grid.rows[i]?.join('\t')
  let count = 0
  while (count < grid.rows.length && same(count)) count += 1
  return count
}

function goOn(open: Open, piece: Piece, lines: readonly string[], page: number): void {
  const { grid } = piece
  const head = repeated(open, piece)
  for (const line of lines) open.rows.push([line])
  const rows = grid.rows.slice(head)
  const merges = grid.merges
    .filter(({ top }) => top >= head)
    .map((merge) => ({ ...merge, top: merge.top - head, bottom: merge.bottom - head }))
  const broken = lines.length === 0 && isBroken(open, rows, merges)
  if (broken) {
    open.mended.push({ row: open.rows.length - 1, page })
    open.rows[open.rows.length - 1] = mend(open.rows.at(-1) ?? [], rows[0] ?? [])
  }
  const skip = broken ? 1 : 0
  const going = broken ? merges : stretched(open, rows, merges)
  append(open, { rows: rows.slice(skip), merges: going.map((merge) => ({ ...merge, top: merge.top - skip, bottom: merge.bottom - skip })) })
  open.doubtful ||= piece.doubtful
}

/** A merged cell that goes on over the page is empty there: it is the one above, not another. Gives back the merges that are new. */
function stretched(open: Open, rows: readonly (readonly (string | null)[])[], merges: readonly SheetMerge[]): SheetMerge[] {
  const end = open.rows.length - 1
  return merges.filter(({ top, bottom, left, right }) => {
    const at = open.merges.findIndex((one) => one.bottom === end && one.left === left && one.right === right)
    const above = open.merges[at]
    if (top !== 0 || rows[0]?.[left] !== '' || !above) return true
    open.merges[at] = { ...above, bottom: end + 1 + bottom }
    return false
  })
}

/** A row cut by the end of a page: no number in front where every other row has one, and nothing merged there. */
function isBroken(open: Open, rows: readonly (readonly (string | null)[])[], merges: readonly SheetMerge[]): boolean {
  const [first, ...others] = rows
  const above = open.rows.slice(open.head + 1)
  if (!first || first[0] !== '' || first.every((text) => !text) || merges.some(({ top }) => top === 0)) return false
  return /^\d/u.test(above.at(-1)?.[0] ?? '') && others.every((row) => row[0] !== '')
}

const mend = (above: readonly (string | null)[], below: readonly (string | null)[]) =>
  above.map((text, c) => (below[c] ? joinWords(text ?? '', below[c]) : text))
