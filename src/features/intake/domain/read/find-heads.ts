import type { SheetRow } from '#kernel/sheet.ts'
import { type Filled, filledIn, type Grid, isNumberLike, shownAt, textOf } from './grid.ts'
import { isCountHead } from '../columns/heads.ts'
import type { Vocabulary } from '../columns/vocabulary.ts'

/** Rows of a head by their index in the grid, and the heads by column. `jammed` marks heads that shared one cell. */
export type Head = { readonly first: number; readonly last: number; readonly heads: readonly string[][]; readonly jammed?: true }

const SEARCH_ROWS = 30
const DEEPEST = 3
const LONGEST_HEAD = 40

/** Weights are looked up again and again while thousands of rows are searched for a repeated head. */
export type Weigh = (text: string) => number
export function weighing(vocabulary: Vocabulary): Weigh {
  const known = new Map<string, number>()
  return (text) => {
    const weight = known.get(text) ?? vocabulary.weight(text)
    if (known.size < 5000) known.set(text, weight)
    return weight
  }
}

type Score = { readonly matched: number; readonly filled: number; readonly sum: number }
const NONE: Score = { matched: 0, filled: 0, sum: 0 }

function scoreRow(grid: Grid, index: number, weigh: Weigh): Score {
  const row = grid.rows[index]
  if (!row) return NONE
  const filled = filledIn(row)
  const tooMuch = filled.some(({ text }) => text.length > LONGEST_HEAD * 2) || filled.filter(isNumberLike).length > filled.length * 0.3
  if (filled.length < 2 || tooMuch) return NONE
  const weights = filled.map(({ text }) => weigh(text)).filter((weight) => weight > 0)
  return { matched: weights.length, filled: filled.length, sum: weights.reduce((sum, weight) => sum + 1 + weight, 0) }
}

const isHead = ({ matched, filled }: Score) => matched >= 2 && matched >= filled * 0.4
const isSureHead = ({ matched, filled }: Score) => matched >= 3 && matched >= filled * 0.6

/** The first head of a sheet: the row of the first thirty that looks most like one, or a sure one before it (rules.md R-71). */
export function firstHead(grid: Grid, weigh: Weigh): Head | undefined {
  const scores = grid.rows.slice(0, SEARCH_ROWS).map((_, index) => scoreRow(grid, index, weigh))
  const best = scores.reduce((found, score, index) => (isHead(score) && score.sum > (scores[found]?.sum ?? 0) ? index : found), -1)
  if (best < 0) return jammedHead(grid, weigh)
  const sure = scores.findIndex((score) => isSureHead(score) && score.sum >= (scores[best]?.sum ?? 0) * 0.6)
  return headAround(grid, sure >= 0 && sure < best ? sure : best)
}

/** A sure head further down, where another table begins or the same head is repeated on a new page. */
export function nextHead(grid: Grid, from: number, weigh: Weigh): Head | undefined {
  for (let index = from; index < grid.rows.length; index += 1) {
    const first = grid.rows[index]?.cells.find((cell) => cell !== null)
    // Nearly every row is data: one look at its first cell spares the rest.
    if (first && weigh(first.text) > 0 && isSureHead(scoreRow(grid, index, weigh))) return headAround(grid, index)
  }
  return undefined
}

/** The rows above and below that belong to the head: groups over it, names under merged groups. */
export function headAround(grid: Grid, index: number): Head {
  let first = index
  while (first > 0 && index - first < DEEPEST - 1 && (isGroupRow(grid, first - 1) || isGapped(grid, first - 1))) first -= 1
  let last = Math.max(index, mergedTo(grid, first))
  while (last - first < DEEPEST - 1 && refines(grid, last)) last += 1
  return { first, last, heads: compose(grid, first, last) }
}

const follows = (grid: Grid, index: number) => (grid.rows[index + 1]?.row ?? 0) === (grid.rows[index]?.row ?? 0) + 1

function looksLikeHeads(grid: Grid, index: number): boolean {
  const row = grid.rows[index]
  const filled = row ? filledIn(row) : []
  return filled.length > 0 && filled.every((one) => one.text.length <= LONGEST_HEAD && !isNumberLike(one) && !/[:：]\s*\S/u.test(one.text))
}

/** A row of groups stands over a head: several texts with gaps or merges between, not one title. */
function isGroupRow(grid: Grid, index: number): boolean {
  const row = grid.rows[index]
  if (!row || !follows(grid, index) || !looksLikeHeads(grid, index)) return false
  const filled = filledIn(row)
  const under = grid.rows[index + 1]
  const gaps = filled.length < (under ? filledIn(under).length : 0)
  return filled.length >= 2 && (gaps || isRepeated(filled) || (grid.mergesAt.get(row.row)?.length ?? 0) > 0)
}

/** A merged group copied out stands in each of its columns; the same words in all of them are a title. */
const isRepeated = (filled: readonly Filled[]) =>
  filled.some(({ text }, i) => i > 0 && text === filled[i - 1]?.text) && filled.some(({ text }) => text !== filled[0]?.text)

/** Most heads stand in the row above, and this one only names what is below its gaps (收到举报数量 over 来电, 来信). */
const isGapped = (grid: Grid, index: number) =>
  refines(grid, index) && looksLikeHeads(grid, index) && filledIn(grid.rows[index] ?? NO_ROW).length >= 2
const NO_ROW: SheetRow = { row: 0, hidden: false, cells: [] }

/** Merges that begin in a head row reach down to its last row: 序号 over two rows. */
function mergedTo(grid: Grid, index: number): number {
  const row = grid.rows[index]
  const merges = (row && grid.mergesAt.get(row.row)) ?? []
  const bottom = Math.max(
    row?.row ?? 0,
    ...merges.filter((one) => one.top === row?.row && one.bottom - one.top < DEEPEST).map((one) => one.bottom),
  )
  const last = grid.rows.findLastIndex((one, at) => at < index + DEEPEST && one.row <= bottom)
  return Math.max(index, last)
}

/** Without merges: the next row fills only gaps of the head and leaves its first column blank. */
function refines(grid: Grid, index: number): boolean {
  const row = grid.rows[index]
  const under = grid.rows[index + 1]
  if (!row || !under || !follows(grid, index) || !looksLikeHeads(grid, index + 1) || grid.mergesAt.has(under.row)) return false
  const start = filledIn(row)[0]?.column ?? 0
  const fills = filledIn(under)
  const gaps = fills.filter(({ column }) => !row.cells[column]).length
  return gaps > 0 && fills.length >= 2 && fills.every(({ column }) => column > start)
}

/** Heads from top to bottom for each column; groups reach right over the gaps, equal words stand once. */
function compose(grid: Grid, first: number, last: number): string[][] {
  const rows = grid.rows.slice(first, last + 1)
  const slipped = hasSlipped(grid, first, last)
  const width = Math.max(
    0,
    ...rows.map((row) => row.cells.length + Number(slipped)),
    ...rows.flatMap((row) => (grid.mergesAt.get(row.row) ?? []).map((one) => one.right + 1)),
  )
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row, level) => {
      const text = slipped && level === rows.length - 1 ? textOf(row.cells[column - 1]) : shownAt(grid, row.row, column)
      return text === '' && level < rows.length - 1 ? carried(grid, first + level, last, column) : text
    })
    return parts.filter((part, level) => part !== '' && part !== parts[level - 1])
  })
}

/**
 * Text copied from a page loses the cell that reaches down from the row above, and the names under it slip left by one (t42):
 * a count is named over a column of words.
 */
function hasSlipped(grid: Grid, first: number, last: number): boolean {
  const [head, names, data] = [grid.rows[first], grid.rows[last], grid.rows[last + 1]].map((row) => row?.cells[0])
  if (first === last || !head || !names || !data || grid.mergesAt.size > 0) return false
  return !isCountHead(head.text) && isCountHead(names.text) && !isNumberLike({ column: 0, text: data.text.trim(), cell: data })
}

/** A group written once, its cells to the right left blank: only where names stand below. */
function carried(grid: Grid, index: number, last: number, column: number): string {
  const row = grid.rows[index]
  const below = grid.rows.slice(index + 1, last + 1).some((one) => one.cells[column])
  if (!row || !below || grid.mergesAt.has(row.row)) return ''
  return (
    row.cells
      .slice(0, column)
      .findLast((cell) => cell !== null)
      ?.text.trim() ?? ''
  )
}

/** Text pulled out of a PDF: all heads in one cell, `完成 … 时限` torn apart (t36). */
function jammedHead(grid: Grid, weigh: Weigh): Head | undefined {
  const rows = grid.rows.slice(0, Math.min(SEARCH_ROWS, grid.rows.length - 1))
  return rows.map((row, index) => jammedAt(row, index, grid.rows[index + 1]?.cells.length ?? 0, weigh)).find((head) => head !== undefined)
}

/** `width` is that of the row below: words beyond it that are no heads are scraps. */
function jammedAt(row: SheetRow, index: number, width: number, weigh: Weigh): Head | undefined {
  const [only, ...others] = filledIn(row)
  const tokens = only && others.length === 0 ? only.text.split(/\s+/u) : []
  const known = tokens.filter((token) => weigh(token) > 0)
  if (known.length < 3 || known.length < tokens.length * 0.6 || known.length > width + 1) return undefined
  return { first: index, last: index, heads: (tokens.length > width ? known : tokens).map((token) => [token]), jammed: true }
}
