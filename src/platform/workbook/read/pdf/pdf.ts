import { getDocument } from 'unpdf/pdfjs'
import type { Notice } from '#kernel/sheet.ts'
import { LIMITS } from '../limits.ts'
import type { Output } from '../output.ts'
import { newCmaps } from './cmaps.ts'
import { pageOf } from './page.ts'
import type { Page } from './shapes.ts'
import { type WholeTables, tablesOfPages } from './multi-page-tables.ts'
import { putGrid } from '../put-grid.ts'
import { UnreadableFileError } from '../unreadable-file.ts'
import { newReaderNotices } from '../reader-notices.ts'

type Document = Awaited<ReturnType<typeof getDocument>['promise']>
type DocumentPage = Awaited<ReturnType<Document['getPage']>>

const TAIL = 2048

/** Reads the text tables of a PDF. Scripts, forms and attachments in it are never looked at; pictures are not decoded. */
export async function readPdf(bytes: Buffer, out: Output): Promise<void> {
  // A file cut off on its way would still be read as far as it goes: half a table must not pass for the whole.
  if (!bytes.subarray(-TAIL).includes('%%EOF')) throw damagedPdf()
  const cmaps = newCmaps()
  const document = await open(bytes, cmaps.text)
  if (document.numPages > LIMITS.pages) {
    throw new UnreadableFileError('TOO_MANY_PAGES', `PDF 共 ${document.numPages} 页，超过上限 ${LIMITS.pages} 页，请拆分成几个文件再导入`)
  }
  const pages = await readPages(document)
  const silent = pages.flatMap(({ items }, i) => (items.length === 0 ? [i + 1] : []))
  if (silent.length === pages.length) {
    throw new UnreadableFileError(
      'NO_TEXT',
      'PDF 里没有文字（可能是扫描件或图片）。请用 WPS 的“PDF 转 Excel”或文字识别转成表格，或向来文单位索取电子版',
    )
  }
  const tables = tablesOfPages(pages)
  const notices = putTables(tables, out)
  if (silent.length > 0)
    notices.push({ kind: 'PAGES_WITHOUT_TEXT', message: `${pagesNamed(silent)}没有文字（可能是扫描件或图片），未读取` })
  if (cmaps.unknown() || pages.some(speaksOddly)) {
    notices.push({
      kind: 'TEXT_DOUBTFUL',
      message: 'PDF 里有的字体没有文字对照，读出的文字可能不对；请逐行核对，或向来文单位索取 Word、Excel 电子版',
    })
  }
  out.put({ end: { notices } })
}

async function open(bytes: Buffer, cmap: (name: string) => string): Promise<Document> {
  const TableFactory = class {
    async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
      return new TextEncoder().encode(cmap(filename))
    }
  }
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      useWasm: false,
      enableXfa: false,
      maxImageSize: 1,
      cMapUrl: 'none/',
      cMapPacked: false,
      BinaryDataFactory: TableFactory,
    }).promise
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new UnreadableFileError('ENCRYPTED', '文件设有打开密码，请去掉密码后再导入')
    throw damagedPdf()
  }
}

const damagedPdf = () => new UnreadableFileError('PDF_DAMAGED', 'PDF 不完整（可能未上传完整）或已损坏，请重新导出或上传')

async function readPages(document: Document): Promise<Page[]> {
  const pages: Page[] = []
  try {
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      pages.push(await readPage(page))
      page.cleanup()
    }
  } catch {
    throw damagedPdf()
  }
  return pages
}

async function readPage(page: DocumentPage): Promise<Page> {
  const { items } = await page.getTextContent()
  const texts = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []))
  if (texts.length === 0) return { items: [], rules: [] } // a scanned page is not worth drawing
  const operators = await page.getOperatorList()
  return pageOf(page.getViewport({ scale: 1 }), texts, operators)
}

/** Characters of private areas: the font says how they look and not what they are. */
const speaksOddly = ({ items }: Page) => {
  const text = items.map((item) => item.text).join('')
  return (text.match(/[\ue000-\uf8ff\ufffd\0]/gu)?.length ?? 0) * 20 > text.length
}

function putTables({ tables, unsure, unsurePages }: WholeTables, out: Output): Notice[] {
  const to = { out, count: { sheet: '', rows: 0 }, notices: newReaderNotices() }
  const notices: Notice[] = []
  tables.forEach(({ grid, mended, doubtful }, i) => {
    const sheet = `第${i + 1}个表格`
    putGrid(to, { name: sheet, ...grid })
    for (const { row, page } of mended) {
      notices.push({
        kind: 'PAGES_JOINED',
        message: `${sheet}第 ${row + 1} 行跨页，第 ${page} 页开头的文字已并入该行，请核对`,
        sheet,
        row: row + 1,
      })
    }
    if (doubtful) notices.push({ kind: 'TEXT_DOUBTFUL', message: `${sheet}有文字越过框线或框线不成格，分格可能不准，请逐行核对`, sheet })
  })
  if (unsure.length === 0) return notices
  const sheet = '未分列的文字'
  putGrid(to, { name: sheet, rows: unsure.map((line) => [line]), merges: [] })
  const message = `${pagesNamed(unsurePages)}的文字无法确定分列，已按一列列出，不作猜测；请在 WPS 中转为 Excel，或把表格复制后粘贴到导入页`
  return [...notices, { kind: 'TEXT_IN_ONE_COLUMN', message, sheet }]
}

const pagesNamed = (pages: readonly number[]) => `第 ${pages.slice(0, 20).join('、')}${pages.length > 20 ? ' 等' : ''} 页`
