import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { SheetFrame } from '#kernel/sheet-spec.ts'
import { escapeXml } from './cell-text.ts'
import { frameRows } from './sheet-frame.ts'
import { sheetNames } from './sheet-names.ts'
import { rowWriter, sheetClosing, sheetOpening } from './sheet-xml.ts'
import { STYLES_XML } from './styles.ts'
import { type Sink, drain } from './zip.ts'

/** Rows of a sheet from the given one on, as many as the source likes; asked until all rows of the frame have come. */
export type RowSource = (sheet: number, from: number) => Promise<readonly (readonly string[])[]>

/** The same workbook is the same bytes: parts carry a fixed time, and the file names no author. Level 3 costs a tenth in size and saves a tenth of the processor time. */
const PART = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true, compressionLevel: 3 } as const

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = (sheets: number) => `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/>\
${Array.from({ length: sheets }, (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${KIND}.worksheet+xml"/>`).join('')}</Types>`

const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
const relations = (items: readonly string[]) =>
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`

function workbookXml(frames: readonly SheetFrame[]): string {
  const names = sheetNames(frames.map((frame) => frame.name))
  const sheets = names.map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  const printTitles = frames.map((frame, i) => {
    const { head, first } = frameRows(frame)
    const quoted = `'${(names[i] ?? '').replaceAll("'", "''")}'`
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeXml(quoted)}!$${head}:$${first - 1}</definedName>`
  })
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews>\
<sheets>${sheets.join('')}</sheets><definedNames>${printTitles.join('')}</definedNames></workbook>`
}

async function* sheetXml(frame: SheetFrame, sheet: number, source: RowSource): AsyncGenerator<string> {
  yield sheetOpening(frame, sheet === 0)
  const write = rowWriter(frame)
  const { first } = frameRows(frame)
  let coming = ahead(source, sheet, 0, frame)
  for (let done = 0; done < frame.rowCount;) {
    // oxlint-disable-next-line no-await-in-loop -- one batch at a time, and the next one on its way, is what keeps memory small
    const batch = await coming
    if (batch.length === 0) throw new Error('the rows ended before their number was reached')
    const from = first + done
    done += batch.length
    coming = ahead(source, sheet, done, frame)
    yield batch.map((cells, i) => write(from + i, cells)).join('')
  }
  yield sheetClosing(frame)
}

/** The next batch is read while the last one is written. Where the writing ends early nobody waits for it any more. */
function ahead(source: RowSource, sheet: number, from: number, { rowCount }: SheetFrame): ReturnType<RowSource> {
  if (from >= rowCount) return Promise.resolve([])
  const batch = source(sheet, from)
  batch.catch(() => {})
  return batch
}

/** A whole workbook in the official layout, given away as it is written: two batches of rows are in memory at a time. */
export async function packWorkbook(frames: readonly SheetFrame[], source: RowSource, sink: Sink): Promise<void> {
  const zip = new ZipFile()
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, PART)
  add('[Content_Types].xml', contentTypes(frames.length))
  add('_rels/.rels', relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')]))
  add('xl/workbook.xml', workbookXml(frames))
  const sheets = frames.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
  add('xl/_rels/workbook.xml.rels', relations([...sheets, relation(`rId${frames.length + 1}`, 'styles', 'styles.xml')]))
  add('xl/styles.xml', STYLES_XML)
  frames.forEach((frame, i) => {
    const xml = Readable.from(sheetXml(frame, i, source), { highWaterMark: 1 })
    xml.on('error', (error) => zip.emit('error', error)) // the archive does not listen: it would wait for ever
    zip.addReadStream(xml, `xl/worksheets/sheet${i + 1}.xml`, PART)
  })
  zip.end()
  await drain(zip, sink)
}
