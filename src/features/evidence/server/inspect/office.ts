import { readXml } from '#platform/workbook/read/xml.ts'
import type { TypeName } from '../../domain/file-types.ts'
import { Unfit } from './unfit.ts'
import { type Opened, judgeParcel } from './zip.ts'

type Found = { readonly name: string; readonly attributes: Readonly<Record<string, string>> }

/** Content types of the main part, and what the file then is. */
const MAIN: readonly (readonly [RegExp, TypeName])[] = [
  [/wordprocessingml\.(?:document|template)\.main/u, 'docx'],
  [/spreadsheetml\.(?:sheet|template)\.main/u, 'xlsx'],
  [/presentationml\.(?:presentation|slideshow|template)\.main/u, 'pptx'],
]
/** Relations that fetch or run something when the document is opened. Links to click are none of them. */
const FETCHES: Readonly<Record<string, string>> = {
  attachedTemplate: '外部模板引用',
  oleObject: '外部对象链接',
  package: '外部对象链接',
  frame: '外部框架',
  subDocument: '外部子文档',
  mailMergeSource: '外部数据源',
  control: '外部控件',
}

/** What a zip is: an Office document, else a parcel of files. Refuses macros, objects of other programs and what is fetched from elsewhere. */
export async function typeOfZip(zip: Opened): Promise<TypeName> {
  if (!zip.names.has('[Content_Types].xml')) {
    judgeParcel(zip)
    return 'zip'
  }
  const types = (await elements(zip, '[Content_Types].xml')).map(({ attributes }) => attributes['ContentType'] ?? '')
  judgeActive(zip, types)
  for (const name of zip.names) if (name.endsWith('.rels')) await judgeRelations(zip, name)
  const type = MAIN.find(([pattern]) => types.some((one) => pattern.test(one)))?.[1]
  if (!type) throw new Unfit('TYPE_NOT_ALLOWED', '不支持这种文档；请另存为 .docx、.xlsx 或打印为 PDF 再上传')
  return type
}

function judgeActive({ names }: Opened, types: readonly string[]): void {
  const has = (pattern: RegExp) => [...names].some((name) => pattern.test(name))
  if (has(/vbaProject\.bin$/iu) || types.some((type) => /macroEnabled|vbaProject/iu.test(type)) || has(/macrosheets\//iu))
    throw new Unfit('MACRO', '文档含宏，禁止上传；请用 Word、Excel 或 WPS 另存为不含宏的文件')
  if (has(/activeX\//iu) || has(/embeddings\/[^/]*\.bin$/iu))
    throw new Unfit('EMBEDDED_OBJECT', '文档内嵌有其他程序的文件或控件，禁止上传；请删去嵌入对象后再上传')
  if (has(/^xl\/connections\.xml$/iu)) throw new Unfit('EXTERNAL_CONNECTION', '表格含外部数据连接，禁止上传；请断开连接后再上传')
}

async function judgeRelations(zip: Opened, part: string): Promise<void> {
  for (const { attributes } of await elements(zip, part)) {
    const what = FETCHES[(attributes['Type'] ?? '').split('/').at(-1) ?? '']
    if (attributes['TargetMode'] === 'External' && what !== undefined)
      throw new Unfit('EXTERNAL_CONNECTION', `文档含${what}，禁止上传；请取消引用后另存再上传`)
  }
}

const ignore = () => {}

async function elements(zip: Opened, part: string): Promise<Found[]> {
  const found: Found[] = []
  const bytes = await zip.part(part)
  try {
    await readXml(only(bytes), { open: (name, attributes) => found.push({ name, attributes }), close: ignore, text: ignore })
  } catch {
    throw new Unfit('DOCUMENT_DAMAGED', '文档结构异常，已拒绝；请用 Word、Excel 或 WPS 重新另存后再上传')
  }
  return found
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
