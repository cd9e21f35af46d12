import type { TypeName } from '../../domain/file-types.ts'
import { Unfit } from './unfit.ts'

/** Entries of an old Office file's directory are UTF-16 names on even offsets: looking for them needs no parser. */
const named = (name: string) => Buffer.from(name, 'utf16le')
const MACRO = named('_VBA_PROJECT')
const OBJECT = named('Ole10Native')
const LOCKED = named('EncryptedPackage')
const STREAMS: readonly (readonly [Buffer, TypeName])[] = [
  [named('WordDocument'), 'doc'],
  [named('PowerPoint Document'), 'ppt'],
  [named('Workbook'), 'xls'],
  [named('Book'), 'xls'],
]

/** What an old binary Office or WPS file is; undefined: none of those. Refuses macros, packed objects and passwords. */
export function typeOfOle(bytes: Buffer): TypeName | undefined {
  if (bytes.includes(LOCKED)) throw new Unfit('ENCRYPTED', '文件设有打开密码，请去掉密码后再上传')
  if (bytes.includes(MACRO)) throw new Unfit('MACRO', '文档含宏，禁止上传；请用 Word 或 WPS 另存为不含宏的 .docx、.xlsx')
  if (bytes.includes(OBJECT)) throw new Unfit('EMBEDDED_OBJECT', '文档内嵌有其他程序的文件，禁止上传；请删去嵌入对象后再上传')
  return STREAMS.find(([stream]) => bytes.includes(stream))?.[1]
}
