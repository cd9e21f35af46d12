import { Refused } from './refused.ts'

type Container = 'zip' | 'ole' | 'xml2003' | 'html' | 'other'
export type Kind = 'workbook' | 'delimited'

const CFB = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ZIP = Buffer.from('504b0304', 'hex')
const EMPTY_ZIP = Buffer.from('504b0506', 'hex')
const PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')

function containerOf(bytes: Buffer): Container {
  if (bytes.subarray(0, 8).equals(CFB)) return 'ole'
  const four = bytes.subarray(0, 4)
  if (four.equals(ZIP) || four.equals(EMPTY_ZIP)) return 'zip'
  const start = bytes.subarray(0, 2048).toString('latin1').toLowerCase()
  if (start.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xml2003'
  return /^\W*<(?:!doctype html|html|table|meta|head)\b/u.test(start) ? 'html' : 'other'
}

const extensionOf = (name: string) => /\.([^.]*)$/u.exec(name)?.[1]?.toLowerCase() ?? ''

/** What is inside, by its first bytes; the name only says what the sender meant. Refuses what neither door can read. */
export function kindOf(bytes: Buffer, name: string): Kind {
  const extension = extensionOf(name)
  if (bytes.length === 0) throw new Refused('FILE_EMPTY', '文件为空（0 字节）')
  if (['xlsm', 'xltm', 'xlam'].includes(extension)) throw new Refused('MACRO', `不支持 .${extension}（含宏）文件，请另存为 .xlsx`)
  const container = containerOf(bytes)
  if (['csv', 'txt', 'tsv'].includes(extension)) return delimited(container)
  if (container === 'ole') throw oldOrLocked(bytes, extension)
  if (!['xlsx', 'xls', 'et'].includes(extension)) throw new Refused('TYPE_NOT_ALLOWED', '只能导入 .xlsx 和 .csv 文件')
  return workbook(container, extension)
}

function delimited(container: Container): Kind {
  if (container === 'zip' || container === 'ole')
    throw new Refused('NOT_CSV', '文件扩展名是文本表格，但内容是 Excel 工作簿，请改回 .xlsx 再导入')
  return 'delimited'
}

function oldOrLocked(bytes: Buffer, extension: string): Refused {
  if (bytes.includes(PACKAGE)) return new Refused('ENCRYPTED', '文件设有打开密码，请去掉密码后再导入')
  const what = extension === 'et' ? '不支持 .et 文件' : '这是旧版 .xls 文件'
  return new Refused('OLD_XLS', `${what}，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入`)
}

function workbook(container: Container, extension: string): Kind {
  if (container === 'zip') return 'workbook'
  if (container === 'xml2003') throw new Refused('XML2003', '这是 XML 表格 2003 格式，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入')
  if (container === 'html' && extension === 'xls')
    throw new Refused('HTML_AS_XLS', '这是网页格式的表格，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入')
  throw new Refused('NOT_XLSX', `文件扩展名为 .${extension}，但内容不是 Excel 工作簿；文本表格请用 .csv，其他请另存为 .xlsx`)
}
