import type { SheetColumn, SheetFrame } from '#kernel/sheet-spec.ts'
import { escapeXml, inlineString, looksLikeFormula } from './cell-text.ts'
import { frameRows, labelSpan, columnLetters, mergedRanges } from './sheet-frame.ts'
import { bodyStyle, partStyle } from './styles.ts'
import { columnWidth, fitRow, textHeight, TYPE } from './typography.ts'

const PAPER_CODE = { A3: 8, A4: 9 } as const

/** Every cell is an inline string, so nothing in it can ever be read as a number, a date or a formula. */
const cellXml = (at: string, style: number, text: string): string =>
  text === '' ? `<c r="${at}" s="${style}"/>` : `<c r="${at}" s="${style}" t="inlineStr">${inlineString(text)}</c>`

function rowXml(row: number, height: number, texts: readonly string[], styleAt: (column: number) => number): string {
  const cells = texts.map((text, column) => cellXml(`${columnLetters(column)}${row}`, styleAt(column), text))
  return `<row r="${row}" ht="${height}" customHeight="1">${cells.join('')}</row>`
}

/** The texts of a row that only begins with some: merged neighbours are written too, for their borders. */
const padded = (frame: SheetFrame, texts: ReadonlyMap<number, string>) => frame.columns.map((_, column) => texts.get(column) ?? '')

function openingRows(frame: SheetFrame): string {
  const type = TYPE[frame.paper]
  const width = frame.columns.reduce((sum, column) => sum + column.width, 0)
  const line = (row: number, part: 'title' | 'note', text: string) =>
    rowXml(row, textHeight(text, width, type[part], type.body[0]) + 4, padded(frame, new Map([[0, text]])), () =>
      partStyle(frame.paper, part),
    )
  return line(1, 'title', frame.title) + line(2, 'note', frame.note) + summaryRows(frame)
}

function summaryRows(frame: SheetFrame): string {
  const span = labelSpan(frame)
  const body = TYPE[frame.paper].body[0]
  const width = frame.columns.slice(span).reduce((sum, column) => sum + column.width, 0)
  const style = (column: number) => (column < span ? partStyle(frame.paper, 'head') : bodyStyle(frame.paper, 0, 'left', false))
  const rows = (frame.summary ?? []).map(({ label, text }, i) => {
    const texts = new Map([[span, text]])
    if (span > 0) texts.set(0, label)
    return rowXml(frameRows(frame).summary + i, Math.max(24, textHeight(text, width, body, body)), padded(frame, texts), style)
  })
  return rows.join('')
}

function headRows(frame: SheetFrame): string {
  const { head, heads } = frameRows(frame)
  const { head: size, body } = TYPE[frame.paper]
  const style = () => partStyle(frame.paper, 'head')
  const titleHeight = Math.max(...frame.columns.map((column) => textHeight(column.title, column.width, size, body[0])))
  const titles = frame.columns.map((column) => column.title)
  if (heads === 1) return rowXml(head, Math.max(30, titleHeight), titles, style)
  const opens = (column: SheetColumn, i: number) => column.group === undefined || frame.columns[i - 1]?.group !== column.group
  const upper = frame.columns.map((column, i) => (opens(column, i) ? (column.group ?? column.title) : ''))
  const lower = frame.columns.map((column) => (column.group === undefined ? '' : column.title))
  return rowXml(head, 22, upper, style) + rowXml(head + 1, Math.max(22, titleHeight), lower, style)
}

/** Writes table rows of one sheet; made once per sheet, because a large one asks 100,000 times. */
export function rowWriter(frame: SheetFrame): (row: number, cells: readonly string[]) => string {
  const { paper } = frame
  const widths = frame.columns.map((column) => column.width)
  const names = frame.columns.map((_, column) => columnLetters(column))
  const styles = TYPE[paper].body.map((_, size) =>
    frame.columns.map(({ align = 'left' }) => [bodyStyle(paper, size, align, false), bodyStyle(paper, size, align, true)] as const),
  )
  return (row, cells) => {
    const fit = fitRow(cells, widths, paper)
    let xml = `<row r="${row}" ht="${fit.height}" customHeight="1">`
    for (let i = 0; i < names.length; i += 1) {
      const text = cells[i] ?? ''
      xml += cellXml(`${names[i] ?? ''}${row}`, styles[fit.size]?.[i]?.[looksLikeFormula(text) ? 1 : 0] ?? 0, text)
    }
    return `${xml}</row>`
  }
}

/** The sheet's XML up to the first table row: page, frozen panes under the head, columns, title, note, heads. */
export function sheetOpening(frame: SheetFrame, isFirst: boolean): string {
  const { first } = frameRows(frame)
  const last = `${columnLetters(frame.columns.length - 1)}${first - 1 + frame.rowCount}`
  const columns = frame.columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${columnWidth(width, frame.paper)}" customWidth="1"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
<dimension ref="A1:${last}"/><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">\
<pane ySplit="${first - 1}" topLeftCell="A${first}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${first}" sqref="A${first}"/>\
</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>${openingRows(frame)}${headRows(frame)}`
}

/** The sheet's XML after the last table row: merges, A3 or A4 fitted to the width, page numbers. */
export function sheetClosing(frame: SheetFrame): string {
  const merges = mergedRanges(frame)
  const bottom = frameRows(frame).first - 1 + frame.rowCount
  // An ampersand begins a code in a footer; a doubled one prints itself.
  const left = frame.footer === undefined ? '' : `&L${frame.footer.replaceAll('&', '&&')}`
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  return `</sheetData>${merged}<printOptions horizontalCentered="1"/>\
<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.65" header="0.3" footer="0.3"/>\
<pageSetup paperSize="${PAPER_CODE[frame.paper]}" orientation="${frame.landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>\
<headerFooter><oddFooter>${escapeXml(`${left}&C第 &P 页 共 &N 页`)}</oddFooter></headerFooter>\
<ignoredErrors><ignoredError sqref="A1:${columnLetters(frame.columns.length - 1)}${bottom}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
}
