import type { Archive } from '../archive.ts'
import { type Element, type Relation, contentTypes, elements, isDocument, relationsOf } from './parts.ts'
import { UnreadableFileError } from '../unreadable-file.ts'

export type SheetPart = { readonly name: string; readonly hidden: boolean; readonly part: string }
export type Workbook = {
  readonly sheets: readonly SheetPart[]
  readonly date1904: boolean
  readonly styles: string | undefined
  readonly sharedStrings: string | undefined
  readonly externalLinks: boolean
}
const damaged = (why: string) => new UnreadableFileError('XLSX_DAMAGED', why)

/** Finds the parts of a workbook; refuses other documents, macros, embedded objects and data connections. */
export async function openWorkbook(archive: Archive): Promise<Workbook> {
  await judgeDocument(archive)
  const [main] = byType(await relations(archive, ''), 'officeDocument')
  if (!main) throw damaged('文件结构不完整（缺少工作簿），已拒绝')
  const related = await relations(archive, main.target)
  const content = await elements(archive, main.target)
  const sheets = sheetParts(content, related)
  if (content.every(({ name }) => name !== 'sheet')) throw new UnreadableFileError('NO_SHEET', '文件中没有工作表')
  if (sheets.some(({ part }) => !archive.names.has(part))) throw damaged('文件结构不完整（缺少工作表内容），已拒绝')
  return {
    sheets,
    date1904: content.some(({ name, attributes }) => name === 'workbookPr' && ['1', 'true'].includes(attributes['date1904'] ?? '')),
    styles: byType(related, 'styles')[0]?.target,
    sharedStrings: byType(related, 'sharedStrings')[0]?.target,
    externalLinks: [...archive.names].some((name) => name.startsWith('xl/externalLinks/')),
  }
}

const byType = (all: readonly Relation[], type: string) => all.filter((one) => one.type.endsWith(`/${type}`))

/** A chart sheet has a name and no cells: it is passed over. */
function sheetParts(content: readonly Element[], related: readonly Relation[]): SheetPart[] {
  return content
    .filter(({ name }) => name === 'sheet')
    .flatMap(({ attributes }) => {
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      const relation = related.find((one) => one.id === id)
      if (!relation) throw damaged('文件结构不完整（缺少工作表内容），已拒绝')
      const hidden = (attributes['state'] ?? 'visible') !== 'visible'
      return relation.type.endsWith('/worksheet') ? [{ name: attributes['name'] ?? '', hidden, part: relation.target }] : []
    })
}

/** A relation that points outside is a trap, not a mistake. */
async function relations(archive: Archive, part: string): Promise<Relation[]> {
  const all = await relationsOf(archive, part)
  if (all.some(({ external, target }) => external || target.startsWith('..'))) throw damaged('文件内部引用异常，已拒绝')
  return all
}

const MAIN = /spreadsheetml\.(?:sheet|template)\.main\+xml/u

async function judgeDocument(archive: Archive): Promise<void> {
  const { names } = archive
  if (names.has('mimetype') && names.has('content.xml'))
    throw new UnreadableFileError('UNSUPPORTED_VARIANT', '这是 ODS 表格，请另存为 .xlsx')
  if (!names.has('[Content_Types].xml')) throw new UnreadableFileError('NOT_XLSX', '不是有效的 Excel 文件，请另存为 .xlsx 再导入')
  const types = await contentTypes(archive)
  if (isDocument(types)) throw new UnreadableFileError('NOT_XLSX', '这是 Word 文档，不是 Excel 表格；请把扩展名改为 .docx 再导入')
  if (types.some((type) => type.includes('sheet.binary'))) {
    throw new UnreadableFileError('UNSUPPORTED_VARIANT', '这是二进制工作簿（.xlsb），请另存为 .xlsx')
  }
  judgeActive(names, types)
  if (!types.some((type) => MAIN.test(type))) throw new UnreadableFileError('NOT_XLSX', '不是有效的 Excel 文件，请另存为 .xlsx 再导入')
}

function judgeActive(names: ReadonlySet<string>, types: readonly string[]): void {
  const has = (pattern: RegExp) => [...names].some((name) => pattern.test(name))
  if (has(/vbaProject\.bin$/iu) || types.some((type) => type.includes('macroEnabled'))) {
    throw new UnreadableFileError('MACRO', '文件含宏，禁止导入；请另存为不含宏的 .xlsx')
  }
  if (has(/^xl\/(?:embeddings|activeX)\//iu))
    throw new UnreadableFileError('EMBEDDED_OBJECT', '文件含嵌入对象，禁止导入；请删去嵌入对象后再导入')
  if (has(/^xl\/(?:connections\.xml$|queryTables\/)/iu)) {
    throw new UnreadableFileError('EXTERNAL_CONNECTION', '文件含外部数据连接，禁止导入；请断开连接后再导入')
  }
}
