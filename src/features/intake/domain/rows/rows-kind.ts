import type { SheetRow } from '#kernel/sheet.ts'
import { type Filled, filledIn, type Grid, isNumberLike, spanOf } from '../read/grid.ts'
import { normaliseHead } from '../columns/heads.ts'

/** What a row under a head is. Only data is imported; the rest is counted and said. */
export type RowKind = 'data' | 'total' | 'note' | 'section' | 'blank'

const TOTAL = /^(?:合计|总计|小计|共计|累计|总数)\d*$/u
const NOTE = /^(?:注|备注|说明|填表说明|附注|填报说明|注明)\d*[:.、]/u
const SIGNATURE = /^(?:填报|填表|审核|制表|审批|负责|联系|单位|复核|报送|签发)\S{0,8}:/u

/** Tells data from total rows, notes, section lines and prepared but unfilled rows. */
export function rowKind(grid: Grid, row: SheetRow, width: number): RowKind {
  const filled = filledIn(row)
  const [first, second] = filled
  if (!first) return 'blank'
  if ([first, second].some((one) => one && TOTAL.test(normaliseHead(one.text)))) return 'total'
  const texts = filled.map(({ text }) => text.normalize('NFKC').replace(/\s/gu, ''))
  if (NOTE.test(texts[0] ?? '') || texts.every((text) => SIGNATURE.test(text))) return 'note'
  return filled.length === 1 && width >= 3 ? lonely(grid, row, first, width) : 'data'
}

/** One filled cell: a number prepared for a line not written yet, or a line of words across the table. */
function lonely(grid: Grid, row: SheetRow, only: Filled, width: number): RowKind {
  if (isNumberLike(only)) return only.column === 0 ? 'blank' : 'data'
  const across = only.column === 0 || spanOf(grid, row.row, only.column) * 2 >= width
  return across && !only.cell.fault ? 'section' : 'data'
}
