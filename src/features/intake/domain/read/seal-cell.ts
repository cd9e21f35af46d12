import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import type { SheetCell } from '#kernel/sheet.ts'
import { sealText } from '#features/complainants/domain/complainant-text.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import type { KeyedColumn } from '../columns/columns.ts'
import type { FieldKey } from '../columns/fields.ts'
import { textOf } from './grid.ts'

/** Fields that tell what somebody complains of; in the others somebody who answers for the matter writes. */
const COMPLAINTS: readonly FieldKey[] = ['problem', 'content', 'task', 'point', 'remark']
const COMPLAINT_HEAD = /内容|问题|诉求|描述|事由|反映|信访|举报|投诉|来信|来电|备注|说明|摘要/u

/** How the raw cells of a sheet are read: by the head of each. */
export type RawColumn = { readonly header: string; readonly sealed: ComplainantKind | null; readonly isComplaint: boolean }
export type RawColumns = (key: string) => RawColumn

/** Whether the texts of a column tell what somebody complains of. */
export const isComplaint = ({ field, header }: Pick<KeyedColumn, 'field' | 'header'>) =>
  field === null ? COMPLAINT_HEAD.test(header) : COMPLAINTS.includes(field)

/** A cell that belongs to a complainant as a whole: nothing of it is left. */
export function sealWhole({ head, kind }: Pick<SealedCell, 'head' | 'kind'>, cell: SheetCell | null, sealed: SealedCell[]): null {
  if (cell && textOf(cell) !== '') sealed.push({ head, kind, text: cell.text, inText: false })
  return null
}

/** A cell as everybody may read it; what is known of a complainant goes to `sealed`. Null where nothing of the cell is left. */
export function sealCell(column: KeyedColumn, cell: SheetCell | null, sealed: SealedCell[]): SheetCell | null {
  if (!cell || textOf(cell) === '') return cell
  if (column.sealed && column.field === null) return sealWhole({ head: column.key, kind: column.sealed.kind }, cell, sealed)
  const { text, pieces } = sealText(cell.text, { isComplaint: isComplaint(column), head: column.header })
  if (pieces.length === 0) return cell
  sealed.push(...pieces.map(({ kind, text: piece }) => ({ head: column.key, kind, text: piece, inText: true })))
  return { ...cell, text }
}

/** A text that stands outside the columns of a table: a title, a note, a cell beyond the last head. */
export const publicText = (text: string): string => sealText(text, { isComplaint: true }).text
