import { CFB } from '@e965/xlsx'
import { UnreadableFileError } from '../unreadable-file.ts'

type Directory = { readonly FullPaths: readonly string[] }
type Entry = { readonly content: Buffer } | null

const toXlsx = '请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入'
const PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')

/**
 * The workbook inside an old compound file (.xls, the old .et); refuses what else such a file may be.
 * Nothing of it is ever run; macros and embedded objects are refused as in .xlsx, so that both doors have one rule.
 */
export function workbookStreamOf(bytes: Buffer): Buffer {
  // Before the directory is read: a locked file must be named as such even where the rest of it is unusual.
  if (bytes.includes(PACKAGE)) throw new UnreadableFileError('ENCRYPTED', '文件设有打开密码，请去掉密码后再导入')
  const file = openCompound(bytes)
  const has = (pattern: RegExp) => file.FullPaths.some((path) => pattern.test(path))
  if (has(/\/WordDocument$/iu))
    throw new UnreadableFileError('OLD_DOC', '这是旧版 Word 文档（.doc 或 .wps），请用 Word 或 WPS 打开，另存为 .docx 后再导入')
  const stream = contentOf(file, '/Workbook') ?? contentOf(file, '/Book')
  if (!stream) throw new UnreadableFileError('OLD_XLS', `文件里没有可读的工作簿，${toXlsx}`)
  if (has(/\/_VBA_PROJECT/iu)) throw new UnreadableFileError('MACRO', '文件含宏，禁止导入；请另存为不含宏的 .xlsx')
  if (has(/\/MBD[0-9A-F]+\//iu)) throw new UnreadableFileError('EMBEDDED_OBJECT', '文件含嵌入对象，禁止导入；请删去嵌入对象后再导入')
  return stream
}

function openCompound(bytes: Buffer): Directory {
  try {
    return CFB.read(bytes, { type: 'buffer' }) as Directory
  } catch {
    throw damagedXls()
  }
}

function contentOf(file: Directory, path: string): Buffer | undefined {
  const entry = CFB.find(file, path) as Entry
  return entry && entry.content.length > 0 ? Buffer.from(entry.content) : undefined
}

/** For every fault in the structure of an old workbook. */
export const damagedXls = (): UnreadableFileError =>
  new UnreadableFileError('XLS_DAMAGED', `文件不完整（可能未上传完整）或已损坏；请重新上传，或${toXlsx}`)
