import { isSection } from '../title-lines.ts'
import { type Line, type Part, joinWords, textOf } from './shapes.ts'

/** What a page holds where no cells are drawn: lines, and among them at most one table found by its gaps. */
export type Unruled = {
  readonly above: readonly Line[]
  readonly rows: readonly (readonly string[])[] | undefined
  readonly below: readonly Line[]
  /** Lines that look like columns and cannot be parted with certainty. */
  readonly unsure: readonly Line[]
}

const LEAST_LINES = 3
const SERIAL = /^\d{1,5}[.、]?$/u

/**
 * Columns by the gaps between them. Taken only where nothing is left to choose: a head that fills every column, then either
 * lines that all do, or rows that begin with numbers counting up and stand apart from each other.
 */
export function columnsOf(lines: readonly Line[]): Unruled {
  const from = lines.findIndex(isParted)
  const to = lines.findLastIndex(isParted)
  const block = lines.slice(from, to + 1)
  const parted = block.filter(isParted)
  if (parted.length < LEAST_LINES) return { above: lines, rows: undefined, below: [], unsure: [] }
  const above = lines.slice(0, from)
  const gaps = gapsOf(parted)
  const end = tail(lines, to, gaps[0] ?? Infinity)
  const below = lines.slice(end)
  const rows = gaps.length > 0 ? rowsOf([...block, ...lines.slice(to + 1, end)], gaps) : undefined
  if (rows) return { above, rows, below, unsure: [] }
  return { above, rows: undefined, below, unsure: [...block, ...lines.slice(to + 1, end)] }
}

const isParted = (line: Line) => line.parts.length > 1

/** Lines right below the last row that do not begin in the first column belong to it; a note does. */
function tail(lines: readonly Line[], to: number, first: number): number {
  let end = to + 1
  for (let line = lines[end]; line && (line.parts[0]?.x1 ?? 0) > first; line = lines[end]) {
    if (line.y - (lines[end - 1]?.y ?? 0) > line.size * 2.5) break
    end += 1
  }
  return end
}

/** The middles of the gaps no line writes into. */
function gapsOf(lines: readonly Line[]): number[] {
  const size = Math.max(...lines.map((line) => line.size))
  const parts = lines.flatMap((line) => line.parts).toSorted((a, b) => a.x1 - b.x1)
  const gaps: number[] = []
  let reached = parts[0]?.x2 ?? 0
  for (const part of parts) {
    if (part.x1 - reached > size * 0.8) gaps.push((part.x1 + reached) / 2)
    reached = Math.max(reached, part.x2)
  }
  return gaps
}

type Row = { y: number; size: number; cells: string[]; section: boolean }

function rowsOf(lines: readonly Line[], gaps: readonly number[]): string[][] | undefined {
  const rows: Row[] = []
  for (const line of lines) {
    const cells = cellsOf(line.parts, gaps)
    const section = isSection(textOf(line)) && line.parts.length === 1
    if (!cells && !section) return undefined
    rows.push({ y: line.y, size: line.size, cells: section || !cells ? [textOf(line)] : cells, section })
  }
  const [head, ...body] = rows
  if (!head || head.section || !isFull(head)) return undefined
  if (body.every((row) => row.section || isFull(row))) return rows.map(({ cells }) => cells)
  const merged = byNumber(head, body)
  return merged && [head.cells, ...merged]
}

const isFull = ({ cells }: Row) => cells.every((cell) => cell !== '')

/** The texts of a line in their columns; undefined where one of them stands over a gap. */
function cellsOf(parts: readonly Part[], gaps: readonly number[]): string[] | undefined {
  const cells = Array.from({ length: gaps.length + 1 }, () => '')
  for (const { text, x1, x2 } of parts) {
    const column = gaps.filter((gap) => gap < x1).length
    if (gaps.filter((gap) => gap < x2).length !== column) return undefined
    cells[column] = `${cells[column] ?? ''}${cells[column] ? ' ' : ''}${text.trim()}`
  }
  return cells
}

/** Rows that begin with 1, 2, 3 …; lines without a number go on with the row above when they stand closer to it than rows do. */
function byNumber(head: Row, body: readonly Row[]): string[][] | undefined {
  const rows: { row: Row; cells: string[] }[] = []
  let before = head
  let within = 0
  let between = Infinity
  let number = 0
  for (const row of body) {
    const gap = row.y - before.y
    before = row
    const first = row.cells[0] ?? ''
    if (row.section) rows.push({ row, cells: row.cells })
    else if (SERIAL.test(first) && Number.parseInt(first, 10) === number + 1) {
      number += 1
      if (number > 1) between = Math.min(between, gap)
      rows.push({ row, cells: [...row.cells] })
    } else {
      const open = rows.at(-1)
      if (first !== '' || !open || open.row.section) return undefined
      within = Math.max(within, gap)
      open.cells = open.cells.map((cell, c) => joinWords(cell, row.cells[c] ?? ''))
    }
  }
  return within * 1.15 <= between ? rows.map(({ cells }) => cells) : undefined
}
