import type { ReadRefusal } from '#kernel/sheet.ts'

/** What mends nearly any file that no office program wrote as it stands. */
const REMEDY = '请用 WPS 或 Excel 打开，另存为新的文件再导入'

/** Thrown anywhere in the reader's process; its entry turns it into the answer. */
export class UnreadableFileError extends Error {
  readonly refusal: ReadRefusal
  constructor(kind: ReadRefusal['kind'], why: string) {
    const message = why.includes('请') ? why : `${why}；${REMEDY}`
    super(message)
    this.refusal = { kind, message }
  }
}
