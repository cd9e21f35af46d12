import type { SheetRow } from '#kernel/sheet.ts'
import { firstHead, type Head, nextHead, weighing } from './find-heads.ts'
import { filledIn, type Grid } from './grid.ts'
import type { Vocabulary } from '../columns/vocabulary.ts'

/** One table of a sheet: the lines over it, its head and the rows under it. */
export type Block = {
  readonly titles: readonly SheetRow[]
  readonly head: Head
  readonly rows: readonly SheetRow[]
  /** Rows that only repeat the head. */
  readonly repeats: readonly SheetRow[]
}

/** The tables of a sheet from top to bottom. A head that comes again unchanged goes on with the same table. */
export function blocksOf(grid: Grid, vocabulary: Vocabulary): Block[] {
  const weigh = weighing(vocabulary)
  const blocks: Block[] = []
  let head = firstHead(grid, weigh)
  let from = 0
  while (head) {
    const repeats: SheetRow[] = []
    let next = nextHead(grid, head.last + 1, weigh)
    while (next && isRepeat(head, next)) {
      repeats.push(...grid.rows.slice(next.first, next.last + 1))
      next = nextHead(grid, next.last + 1, weigh)
    }
    const end = next ? titleStart(grid, head.last + 1, next.first) : grid.rows.length
    const body = grid.rows.slice(head.last + 1, end).filter((row) => !repeats.includes(row))
    blocks.push({ titles: grid.rows.slice(from, head.first), head, rows: body, repeats })
    from = end
    head = next
  }
  return blocks
}

const isRepeat = (head: Head, next: Head) =>
  next.heads.map((parts) => parts.at(-1)).join('\n') === head.heads.map((parts) => parts.at(-1)).join('\n')

/** Lines of one cell right above a new head are its title, not data of the table before. */
function titleStart(grid: Grid, least: number, head: number): number {
  let start = head
  while (start > least) {
    const row = grid.rows[start - 1]
    if (!row || filledIn(row).length > 1) break
    start -= 1
  }
  return start
}
