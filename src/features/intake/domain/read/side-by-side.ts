import type { SheetRow } from '#kernel/sheet.ts'
import type { Block } from './blocks.ts'
import type { Vocabulary } from '../columns/vocabulary.ts'

/** Two tables set beside each other under the same names (t47) are two tables. */
export function sideBySide(block: Block, vocabulary: Vocabulary): Block[] {
  const { heads } = block.head
  const leaves = heads.map((parts) => parts.at(-1) ?? '')
  const half = leaves.length / 2
  const twice = Number.isInteger(half) && half >= 2 && leaves.slice(0, half).join('\n') === leaves.slice(half).join('\n')
  if (!twice || leaves.slice(0, half).filter((leaf) => vocabulary.weight(leaf) > 0).length < 2) return [block]
  return [part(block, 0, half), part(block, half, leaves.length)]
}

/** The left part keeps its columns; the right part is moved to the left edge, its width no longer known. */
function part(block: Block, from: number, to: number): Block {
  const cut = ({ row, hidden, cells }: SheetRow): SheetRow => ({ row, hidden, cells: cells.slice(from, to) })
  const rows = block.rows.map(cut).filter(({ cells }) => cells.some((cell) => cell !== null))
  return { ...block, head: { ...block.head, heads: block.head.heads.slice(from, to) }, rows }
}
