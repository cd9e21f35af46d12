import { LIMITS } from '../limits.ts'
import { UnreadableFileError } from '../unreadable-file.ts'

/** Filled rows so far, over all sheets of the file. */
export type RowCount = { sheet: string; rows: number }

/** Counts a filled row; refuses the file when it has more rows or columns than may be. */
export function checkRow(count: RowCount, columns: number): void {
  count.rows += 1
  if (columns > LIMITS.columns)
    throw new UnreadableFileError('TOO_MANY_COLUMNS', `列数 ${columns} 超过上限 ${LIMITS.columns}，请只保留需要的列再导入`)
  checkCount(count.rows)
}

/** Refuses a file of more rows than may be; `where`: words on the place, for the start of the message. */
export function checkCount(rows: number, where = ''): void {
  if (rows <= LIMITS.rows + LIMITS.rowsAround) return
  throw new UnreadableFileError('TOO_MANY_ROWS', `${where}数据行数超过上限 ${LIMITS.rows} 行，请拆分成几个文件再导入`)
}
