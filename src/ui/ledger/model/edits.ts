import { type Block, spanOf } from './block.ts'
import { parseTsv, spread, type Values } from './tsv.ts'

/** Cells pasted over rows and columns; `values[i]` belongs to `rowIds[i]`, its cells to `columnKeys`. Nothing is changed yet: the page shows a preview. */
export type PastedBlock = {
  readonly anchorRowId: string
  readonly rowIds: readonly string[]
  readonly columnKeys: readonly string[]
  readonly values: Values
}
/** "Make these rows as that one": `rowIds` does not hold `fromRowId`. */
export type FilledDown = { readonly columnKey: string; readonly fromRowId: string; readonly rowIds: readonly string[] }
export type EditColumn = { readonly key: string; readonly title: string; readonly editable?: boolean }
type Answer<T> = { readonly edit: T } | { readonly refused: string }

/** What a paste at this block means, or why it can't be done (in words for the user). Never cuts anything off silently. */
export function pasteOf(text: string, block: Block, columns: readonly EditColumn[], rowIds: readonly string[]): Answer<PastedBlock> {
  const { top, bottom, left, right } = spanOf(block)
  const values = spread(parseTsv(text), bottom - top + 1, right - left + 1)
  const width = values[0]?.length ?? 0
  if (width === 0) return { refused: '剪贴板中没有可粘贴的文字' }
  if (top + values.length > rowIds.length)
    return { refused: `粘贴内容有 ${values.length} 行，本页自所选行起只有 ${rowIds.length - top} 行，未粘贴` }
  const target = columns.slice(left, left + width)
  if (target.length < width) return { refused: `粘贴内容有 ${width} 列，所选列起只有 ${target.length} 列，未粘贴` }
  const locked = lockedOf(target)
  if (locked) return { refused: `${locked}不能在表中修改，未粘贴` }
  const ids = rowIds.slice(top, top + values.length)
  return { edit: { anchorRowId: ids[0] ?? '', rowIds: ids, columnKeys: target.map((column) => column.key), values } }
}

/** What Ctrl+D over this block means: the top row's value goes down; over one row it comes from the row above, as in Excel. */
export function fillOf(block: Block, columns: readonly EditColumn[], rowIds: readonly string[]): Answer<FilledDown> {
  const { top, bottom, left, right } = spanOf(block)
  const from = top === bottom ? top - 1 : top
  const fromRowId = rowIds[from]
  const column = columns[left]
  if (left !== right || !column) return { refused: '向下填充一次只能填一列，请只选一列' }
  if (fromRowId === undefined) return { refused: '上面没有可填充的行' }
  const locked = lockedOf([column])
  if (locked) return { refused: `${locked}不能在表中修改，未填充` }
  return { edit: { columnKey: column.key, fromRowId, rowIds: rowIds.slice(from + 1, bottom + 1) } }
}

function lockedOf(columns: readonly EditColumn[]): string | undefined {
  const titles = columns.filter((column) => !column.editable).map((column) => `“${column.title}”`)
  return titles.length === 0 ? undefined : `${titles.join('、')}列`
}
