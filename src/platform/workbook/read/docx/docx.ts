import type { Notice, SheetMerge } from '#kernel/sheet.ts'
import type { Archive } from '../archive.ts'
import { gridOf } from './docx-grid.ts'
import { openDocument } from './docx-package.ts'
import { type TableNode, readBlocks } from './docx-xml.ts'
import type { Output } from '../output.ts'
import { type Grid, putGrid } from '../put-grid.ts'
import { UnreadableFileError } from '../unreadable-file.ts'
import { newReaderNotices } from '../reader-notices.ts'
import { isSection, titleLines } from '../title-lines.ts'

/** Tables that are one for a reader, with the lines that stand above each of them. */
type Part = { readonly above: readonly string[]; readonly grid: Grid; readonly table: TableNode }
type NamedTable = { readonly name: string; readonly parts: readonly Part[] }

/** Reads the tables of a Word document: each is handed on as a sheet, the lines above it as its title rows. */
export async function readDocx(archive: Archive, out: Output): Promise<void> {
  try {
    putTables(partsOf(await readBlocks(archive, await openDocument(archive))), out)
  } catch (error) {
    throw error instanceof UnreadableFileError ? inDocumentWords(error) : error
  }
}

/** The gate and the XML reader serve workbooks too and speak of them. */
const inDocumentWords = ({ refusal: { kind, message } }: UnreadableFileError) =>
  new UnreadableFileError(kind === 'XLSX_DAMAGED' ? 'DOCX_DAMAGED' : kind, message.replaceAll('.xlsx', '.docx').replaceAll('Excel', 'Word'))

function putTables(parts: readonly Part[], out: Output): void {
  if (parts.length === 0) {
    throw new UnreadableFileError('NO_TABLE', '文档中没有表格。请把内容整理成表格，或在 Word、WPS 中复制需要的内容，粘贴到导入页')
  }
  const tables = joined(parts).map((one, i) => ({ name: `第${i + 1}个表格`, parts: one }))
  const to = { out, count: { sheet: '', rows: 0 }, notices: newReaderNotices() }
  for (const { name, parts: own } of tables) putGrid(to, { name, ...stacked(own) })
  out.put({ end: { notices: tables.flatMap(noticesOf) } })
}

/** Title rows and grid of each part, one below the other. */
function stacked(parts: readonly Part[]): Grid {
  const rows: (readonly (string | null)[])[] = []
  const merges: SheetMerge[] = []
  for (const { above, grid } of parts) {
    rows.push(...above.map((line) => [line]))
    const from = rows.length
    merges.push(...grid.merges.map((merge) => ({ ...merge, top: merge.top + from, bottom: merge.bottom + from })))
    for (const row of grid.rows) rows.push(row)
  }
  return { rows, merges }
}

function partsOf(blocks: Awaited<ReturnType<typeof readBlocks>>): Part[] {
  const parts: Part[] = []
  let lines: string[] = []
  for (const block of blocks) {
    if ('paragraph' in block) lines.push(...block.paragraph.split('\n'))
    else {
      parts.push({ above: titleLines(lines), grid: gridOf(block.table), table: block.table })
      lines = []
    }
  }
  return parts
}

/** A table goes on where its twin begins: same columns, nothing between but headings, and a head repeated or numbers that go on. */
function joined(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = []
  for (const part of parts) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group && before && goesOn(group[0] ?? before, before, part)) group.push(part)
    else groups.push([part])
  }
  return groups
}

function goesOn(first: Part, before: Part, part: Part): boolean {
  if (before.table.widths.join() !== part.table.widths.join() || !part.above.every(isSection)) return false
  const head = (one: Part) => one.grid.rows[0]?.join('\t')
  if (head(first) === head(part)) return true
  const number = Number(part.grid.rows[0]?.[0] ?? Number.NaN)
  return number > 1 && number === Number(before.grid.rows.at(-1)?.[0] ?? Number.NaN) + 1
}

function noticesOf({ name, parts }: NamedTable): Notice[] {
  const nested = parts.reduce((sum, { table }) => sum + table.nested, 0)
  const numbered = parts.reduce((sum, { table }) => sum + table.numbered, 0)
  const notices: Notice[] = []
  if (nested > 0) {
    notices.push({
      kind: 'TABLE_FLATTENED',
      message: `${name}的单元格里还有 ${nested} 个表格，已按行并入该单元格的文字，请核对`,
      sheet: name,
    })
  }
  if (numbered > 0) {
    notices.push({
      kind: 'NUMBERING_LEFT_OUT',
      message: `${name}有 ${numbered} 处由 Word 自动编号，文件里没有这些编号的文字，未读取；需要编号时请在 Word 中转为文本再导入`,
      sheet: name,
    })
  }
  return notices
}
