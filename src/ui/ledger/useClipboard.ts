import type { ClipboardEvent } from 'react'
import { type Block, spanOf } from './model/block.ts'
import { fillOf, pasteOf } from './model/edits.ts'
import { formatHtml, formatTsv } from './model/tsv.ts'
import type { LedgerProps } from './types.ts'

type Props<Row> = LedgerProps<Row> & { readonly onNote: (note: string) => void }

/** Copy, paste and fill down over the chosen block. The browser's own copy and paste events work on plain http too. */
export function clipboardOf<Row>(props: Props<Row>, rowIds: readonly string[], block: Block | undefined) {
  const { rows, columns, onNote, onPasteBlock, onFillDown } = props
  const copy = (event: ClipboardEvent) => {
    if (!block || isElsewhere(event)) return
    const { top, bottom, left, right } = spanOf(block)
    const values = rows.slice(top, bottom + 1).map((row) => columns.slice(left, right + 1).map((column) => column.text(row)))
    event.clipboardData.setData('text/plain', formatTsv(values))
    event.clipboardData.setData('text/html', formatHtml(values))
    event.preventDefault()
    onNote(`已复制 ${bottom - top + 1} 行 × ${right - left + 1} 列`)
  }
  const paste = (event: ClipboardEvent) => {
    if (!block || isElsewhere(event)) return
    event.preventDefault()
    if (!onPasteBlock) return onNote('这张表不能粘贴修改')
    const answer = pasteOf(event.clipboardData.getData('text/plain'), block, columns, rowIds)
    if ('refused' in answer) return onNote(answer.refused)
    onNote('')
    onPasteBlock(answer.edit)
  }
  const fill = () => {
    if (!block) return
    if (!onFillDown) return onNote('这张表不能填充修改')
    const answer = fillOf(block, columns, rowIds)
    if ('refused' in answer) return onNote(answer.refused)
    onNote('')
    onFillDown(answer.edit)
  }
  return { copy, paste, fill }
}

/** Text being edited or chosen inside a cell or a small window keeps its own copy and paste. */
function isElsewhere({ target, currentTarget }: ClipboardEvent): boolean {
  return !(target instanceof Element) || !currentTarget.contains(target) || target.matches('input, textarea, select')
}
