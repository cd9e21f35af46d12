import { BorderStyle, HeightRule, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx'
import type { DocxCell, DocxTable } from '#kernel/docx-spec.ts'
import { linesOf, run } from './body.ts'
import { evenLines } from './even-lines.ts'
import { ALIGN, FORM_LINE, SIZE, WIDTH, exactly } from './figures.ts'

/** Space at the left and right of a cell's text. */
const AIR = 80
/** A row of at most so many lines is not torn over two pages; one that somebody signs may be longer. */
const WHOLE = { text: 16, signed: 26 }
/** A table of at most so many lines stays on one page with its caption. */
const SMALL = 12
/** In columns of fewer characters lines are not drawn out to the edge. */
const NARROW = 18
const CHARACTER = SIZE.form * 10

/** Columns in twips that fill the type area exactly. */
function columnsOf(widths: readonly number[]): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0)
  const columns = widths.map((width) => Math.floor((WIDTH * width) / total))
  const rest = WIDTH - columns.reduce((sum, width) => sum + width, 0)
  return columns.map((width, i) => (i === columns.length - 1 ? width + rest : width))
}

const ems = (text: string) => Array.from(text).reduce((sum, character) => sum + (character.charCodeAt(0) < 0x80 ? 0.55 : 1), 0)

/** Lines a cell takes, at a guess: enough to say whether its row may be torn over two pages. */
function heightOf({ text, blank = 0, sign = [] }: DocxCell, width: number): number {
  const room = Math.max(1, fitsIn(width))
  return linesOf(text).reduce((sum, line) => sum + Math.max(1, Math.ceil(ems(line) / room)), blank + sign.length)
}

const fitsIn = (width: number) => Math.floor((width - 2 * AIR) / CHARACTER)

/** Centred for names of fields; drawn out to both edges only where a text is long and its column wide. */
function alignmentOf({ text, label, align }: DocxCell, width: number) {
  if (align ?? label) return ALIGN[align ?? 'center']
  const fits = fitsIn(width)
  return ALIGN[(!text.includes('\n') && ems(text) <= fits) || fits < NARROW ? 'left' : 'both']
}

function paragraphsOf(cell: DocxCell, width: number): Paragraph[] {
  const { text, label, blank = 0, sign = [] } = cell
  const lines = text === '' && blank > 0 ? [] : linesOf(text).flatMap((line) => (label ? evenLines(line, fitsIn(width)) : [line]))
  const alignment = alignmentOf(cell, width)
  const face = label ? 'heading' : 'body'
  const line = { spacing: exactly(FORM_LINE) }
  return [
    ...lines.map((words) => new Paragraph({ ...line, alignment, keepLines: sign.length > 0, children: [run(words, face, SIZE.form)] })),
    ...Array.from({ length: blank }, () => new Paragraph({ ...line, children: [run('', face, SIZE.form)] })),
    ...sign.map((words, i) => signLine(words, { first: i === 0, last: i === sign.length - 1 })),
  ]
}

const signLine = (words: string, { first, last }: { readonly first: boolean; readonly last: boolean }) =>
  new Paragraph({
    spacing: { ...exactly(FORM_LINE), before: first ? 120 : 0, after: last ? 60 : 0 },
    alignment: ALIGN.right,
    // blanks at the end leave room for a hand, and no suite keeps them there
    indent: { right: (1 + words.length - words.trimEnd().length) * CHARACTER },
    children: [run(words.trimEnd(), 'body', SIZE.form)],
  })

const rowHeight = (cells: readonly Placed[]) => Math.max(...cells.map(({ cell, width }) => heightOf(cell, width)))
const staysWhole = (cells: readonly Placed[]) =>
  rowHeight(cells) <= (cells.some(({ cell }) => cell.sign !== undefined) ? WHOLE.signed : WHOLE.text)

type Placed = { readonly cell: DocxCell; readonly width: number }
/** Every cell with the width of the columns it covers; places taken by a cell from above are stepped over. */
function placed(rows: DocxTable['rows'], columns: readonly number[]): Placed[][] {
  const taken = columns.map(() => 0)
  return rows.map((row) => {
    let at = 0
    const cells = row.map((cell) => {
      while ((taken[at] ?? 0) > 0) at += 1
      const span = cell.span ?? 1
      const width = columns.slice(at, at + span).reduce((sum, one) => sum + one, 0)
      for (let i = at; i < at + span; i += 1) taken[i] = cell.down ?? 1
      at += span
      return { cell, width }
    })
    taken.forEach((rest, i) => (taken[i] = Math.max(0, rest - 1)))
    return cells
  })
}

const rule = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
const BORDERS = { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule }

/** A table of a form: merged label cells, head rows on every page, rows torn only where they fill most of one. */
export function tableOf({ widths, head = 0, rows }: DocxTable): Table {
  const columns = columnsOf(widths)
  const lines = placed(rows, columns)
  const small = lines.reduce((sum, cells) => sum + rowHeight(cells), 0) <= SMALL
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    margins: { left: AIR, right: AIR, top: 40, bottom: 40, marginUnitType: WidthType.DXA },
    rows: lines.map(
      (cells, i) =>
        new TableRow({
          tableHeader: i < head,
          keepNext: i < head || (small && i < lines.length - 1),
          cantSplit: i < head || staysWhole(cells),
          height: { value: FORM_LINE + 120, rule: HeightRule.ATLEAST },
          children: cells.map(
            ({ cell, width }) =>
              new TableCell({
                width: { size: width, type: WidthType.DXA },
                ...(cell.span !== undefined && { columnSpan: cell.span }),
                ...(cell.down !== undefined && { rowSpan: cell.down }),
                verticalAlign: VerticalAlignTable.CENTER,
                children: paragraphsOf(cell, width),
              }),
          ),
        }),
    ),
  })
}
