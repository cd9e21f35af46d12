import { PDFArray, PDFDict, PDFDocument, type PDFObject, PDFName, PDFStream } from 'pdf-lib'
import { Unfit } from './unfit.ts'

/** Keys and action names that make a PDF more than paper, with what it holds in words. */
const ACTIVE: Readonly<Record<string, string>> = {
  '/JavaScript': '脚本',
  '/JS': '脚本',
  '/Launch': '启动程序动作',
  '/EmbeddedFile': '嵌入文件',
  '/EmbeddedFiles': '嵌入文件',
  '/EF': '嵌入文件',
  '/RichMedia': '多媒体程序',
  '/GoToE': '嵌入文件',
}
const DEPTH = 60

/** Pages of a PDF. Refuses passwords, what cannot be read, scripts, programs and files inside. */
export async function inspectPdf(bytes: Uint8Array): Promise<number> {
  const pdf = await opened(bytes)
  for (const [, object] of pdf.context.enumerateIndirectObjects()) judge(object, 0)
  judge(pdf.context.trailerInfo.Info, 0)
  try {
    return pdf.getPageCount()
  } catch {
    throw broken()
  }
}

const broken = () => new Unfit('PDF_BROKEN', 'PDF 无法读取，可能没有传完或已损坏；请重新扫描或另存后再上传')

async function opened(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false })
  } catch (error) {
    if (error instanceof Error && /encrypted/iu.test(error.message))
      throw new Unfit('ENCRYPTED', 'PDF 设有密码或限制，请去掉密码（或重新打印为 PDF）后再上传')
    throw broken()
  }
}

function judge(object: PDFObject | undefined, depth: number): void {
  if (depth > DEPTH) throw broken()
  if (object instanceof PDFStream) judge(object.dict, depth)
  else if (object instanceof PDFArray) for (const one of object.asArray()) judge(one, depth + 1)
  else if (object instanceof PDFDict) judgeEntries(object, depth)
}

function judgeEntries(dict: PDFDict, depth: number): void {
  for (const [key, value] of dict.entries()) {
    refuseActive(key)
    if (value instanceof PDFName) refuseActive(value)
    else judge(value, depth + 1)
  }
}

/** Names are compared as they read: `/J#61vaScript` is the same name. */
function refuseActive(name: PDFName): void {
  const what = ACTIVE[`/${name.decodeText()}`]
  if (what !== undefined) throw new Unfit('PDF_ACTIVE', `PDF 含${what}，禁止上传；请用“打印为 PDF”重新生成一份再上传`)
}
