import type { Archive } from '../archive.ts'
import type { Output } from '../output.ts'
import { openWorkbook } from './package.ts'
import type { RowCount } from './row-count.ts'
import { newReaderNotices } from '../reader-notices.ts'
import { readSharedStrings } from './shared-strings.ts'
import { readSheet } from './sheet-xml.ts'
import { readStyles } from './styles.ts'
import { refuseTooManyRows } from './too-many-rows.ts'

/** Reads a workbook behind the gate: the visible sheets in order. */
export async function readXlsx(archive: Archive, out: Output): Promise<void> {
  const workbook = await openWorkbook(archive)
  await refuseTooManyRows(archive, workbook.sheets)
  const strings = await readSharedStrings(archive, workbook.sharedStrings)
  const formats = await readStyles(archive, workbook.styles)
  const notices = newReaderNotices()
  notices.externalLinks = workbook.externalLinks
  const count: RowCount = { sheet: '', rows: 0 }
  for (const { name, hidden, part } of workbook.sheets) {
    out.put({ sheet: { name, hidden } })
    count.sheet = name
    if (hidden) notices.hiddenSheets += 1
    else await readSheet(archive, part, { strings, formats, date1904: workbook.date1904 }, { out, count, notices })
  }
  out.put({ end: { notices: notices.list() } })
}
