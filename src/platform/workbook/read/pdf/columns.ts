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

type Row = { readonly y: number; readonly cells: string[]; readonly section: boolean }

function rowsOf(lines: readonly Line[], gaps: readonly number[]): string[][] | undefined {
  const rows = lines.map((line) => rowOf(line, gaps))
  const [head, ...body] = rows
  if (rows.includes(undefined) || !head || head.section || !isFull(head)) return undefined
  const sure = body.filter((row) => row !== undefined)
  if (sure.every((row) => row.section || isFull(row))) return [head, ...sure].map(({ cells }) => cells)
  const merged = byNumber(head, sure)
  return merged && [head.cells, ...merged]
}

function rowOf(line: Line, gaps: readonly number[]): Row | undefined {
  const text = textOf(line)
  const section = line.parts.length === 1 && isSection(text)
  const cells = section ? [text] : cellsOf(line.parts, gaps)
  return cells && { y: line.y, cells, section }
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

type Counted = { readonly rows: { readonly section: boolean; cells: string[] }[]; number: number; within: number; between: number }

/** Rows that begin with 1, 2, 3 …; lines without a number go on with the row above when they stand closer to it than rows do. */
function byNumber(head: Row, body: readonly Row[]): string[][] | undefined {
  const counted: Counted = { rows: [], number: 0, within: 0, between: Infinity }
  const clear = body.every((row, i) => count(counted, row, row.y - (body[i - 1] ?? head).y))
  return clear && counted.within * 1.15 <= counted.between ? counted.rows.map(({ cells }) => cells) : undefined
}

/** Takes one line; false where it is neither the next number nor without one. */
function count(counted: Counted, { cells, section }: Row, gap: number): boolean {
  const first = cells[0] ?? ''
  if (section) counted.rows.push({ section, cells })
  else if (SERIAL.test(first) && Number.parseInt(first, 10) === counted.number + 1) {
    counted.number += 1
    if (counted.number > 1) counted.between = Math.min(counted.between, gap)
    counted.rows.push({ section, cells })
  } else return first === '' && goOn(counted, cells, gap)
  return true
}

function goOn(counted: Counted, cells: readonly string[], gap: number): boolean {
  const open = counted.rows.at(-1)
  if (!open || open.section) return false
  counted.within = Math.max(counted.within, gap)
  open.cells = open.cells.map((cell, c) => joinWords(cell, cells[c] ?? ''))
  return true
}
