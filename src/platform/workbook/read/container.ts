import { UnreadableFileError } from './unreadable-file.ts'

type Container = 'zip' | 'ole' | 'pdf' | 'xml2003' | 'html' | 'other'
/** Which door reads the file. A zip says only inside whether it is a workbook or a document. */
export type Kind = 'zip' | 'ole' | 'pdf' | 'delimited'

const CFB = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ZIP = Buffer.from('504b0304', 'hex')
const EMPTY_ZIP = Buffer.from('504b0506', 'hex')
const PDF = Buffer.from('%PDF-')

function containerOf(bytes: Buffer): Container {
  if (bytes.subarray(0, 8).equals(CFB)) return 'ole'
  const four = bytes.subarray(0, 4)
  if (four.equals(ZIP) || four.equals(EMPTY_ZIP)) return 'zip'
  if (bytes.subarray(0, 1024).includes(PDF)) return 'pdf'
  const start = bytes.subarray(0, 2048).toString('latin1').toLowerCase()
  if (start.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xml2003'
  return /^\W*<(?:!doctype html|html|table|meta|head)\b/u.test(start) ? 'html' : 'other'
}

/** The ending of a file name, without the dot and in small letters. */
export const extensionOf = (name: string): string => /\.([^.]*)$/u.exec(name)?.[1]?.toLowerCase() ?? ''

/** Names of spreadsheets: a document inside one of them is a mistake to be mended, not to be guessed around. */
export const SHEETS: readonly string[] = ['xlsx', 'xls', 'et']
const DOCUMENTS = ['docx', 'wps', 'pdf']

/** What is inside, by its first bytes; the name only says what the sender meant. Refuses what no door can read. */
export function kindOf(bytes: Buffer, name: string): Kind {
  const extension = extensionOf(name)
  if (bytes.length === 0) throw new UnreadableFileError('FILE_EMPTY', '文件为空（0 字节），请重新导出或换一份文件')
  if (['xlsm', 'xltm', 'xlam'].includes(extension))
    throw new UnreadableFileError('MACRO', `不支持 .${extension}（含宏）文件，请另存为 .xlsx`)
  if (['docm', 'dotm'].includes(extension)) throw new UnreadableFileError('MACRO', `不支持 .${extension}（含宏）文件，请另存为 .docx`)
  const container = containerOf(bytes)
  if (['csv', 'txt', 'tsv'].includes(extension)) return delimited(container)
  if (container === 'ole') return 'ole'
  if (!SHEETS.includes(extension) && !DOCUMENTS.includes(extension)) throw notAllowed(extension)
  return packed(container, extension)
}

function notAllowed(extension: string): UnreadableFileError {
  const way = ['doc', 'rtf'].includes(extension) ? '；请用 Word 或 WPS 打开，另存为 .docx 后再导入' : ''
  return new UnreadableFileError('TYPE_NOT_ALLOWED', `只能导入 .xlsx、.xls、.csv、.docx 和 .pdf 文件${way}`)
}

function delimited(container: Container): Kind {
  if (container === 'zip' || container === 'ole')
    throw new UnreadableFileError('NOT_CSV', '文件扩展名是文本表格，但内容是 Excel 工作簿，请改回 .xlsx 再导入')
  if (container === 'pdf') throw new UnreadableFileError('NOT_CSV', '文件扩展名是文本表格，但内容是 PDF，请改回 .pdf 再导入')
  return 'delimited'
}

function packed(container: Container, extension: string): Kind {
  if (container === 'zip') return 'zip'
  if (container === 'pdf' && extension === 'pdf') return 'pdf'
  if (container === 'pdf') throw new UnreadableFileError('NOT_XLSX', `文件扩展名为 .${extension}，但内容是 PDF，请把扩展名改为 .pdf 再导入`)
  if (container === 'xml2003')
    throw new UnreadableFileError('XML2003', '这是 XML 表格 2003 格式，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入')
  if (container === 'html' && extension === 'xls')
    throw new UnreadableFileError('HTML_AS_XLS', '这是网页格式的表格，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入')
  throw SHEETS.includes(extension) ? notSheet(extension) : notDocument(extension)
}

const notSheet = (extension: string) =>
  new UnreadableFileError('NOT_XLSX', `文件扩展名为 .${extension}，但内容不是 Excel 工作簿；文本表格请用 .csv，其他请另存为 .xlsx`)

const notDocument = (extension: string) =>
  extension === 'pdf'
    ? new UnreadableFileError('NOT_PDF', '文件扩展名为 .pdf，但内容不是 PDF，或文件开头已损坏；请重新导出或上传')
    : new UnreadableFileError('NOT_DOCX', `文件扩展名为 .${extension}，但内容不是 Word 文档；请用 Word 或 WPS 打开，另存为 .docx 后再导入`)
