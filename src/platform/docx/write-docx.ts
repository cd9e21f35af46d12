import { DocumentGridType, Document, Footer, Packer, PageNumber, Paragraph, Tab, type Table, TextRun } from 'docx'
import type { DocxBlock, DocxSpec } from '#kernel/docx-spec.ts'
import { cleanText, escapeXml } from '../workbook/write/cell-text.ts'
import { attachmentsOf, editionOf, emptyLine, headOf, headingNumbers, run, signatureOf, textOf } from './body.ts'
import { ALIGN, EM, FORM_LINE, LINE, MARGIN, PAGE, SIZE, WIDTH, exactly, type } from './figures.ts'
import { tableOf } from './form-table.ts'
import { repacked } from './repacked.ts'

/**
 * An official paper as a .docx file in the layout of GB/T 9704-2012 (rules.md R-81). All text is text: nothing in it is read as markup,
 * and what XML forbids is left out. The same paper of the same moment gives the same bytes.
 */
export async function writeDocx(spec: DocxSpec, made: Date): Promise<Uint8Array> {
  const document = new Document({
    title: cleanText(spec.title),
    creator: '闭环',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: type('body', SIZE.body), paragraph: { spacing: exactly(LINE) } } } },
    sections: [
      {
        properties: {
          page: { size: PAGE, margin: MARGIN },
          // lines of a form are closer than the grid, and suites differ over whether the grid may push them apart
          grid: isForm(spec) ? { type: DocumentGridType.DEFAULT, linePitch: FORM_LINE } : { type: DocumentGridType.LINES, linePitch: LINE },
        },
        footers: { default: footer(spec.foot, 'odd'), even: footer(spec.foot, 'even') },
        children: childrenOf(spec),
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, false, [{ path: 'docProps/core.xml', data: coreOf(spec, made) }])
  return repacked(bytes, made)
}

const isForm = ({ blocks }: DocxSpec) => blocks.some(({ kind }) => kind === 'table')

function childrenOf(spec: DocxSpec): (Paragraph | Table)[] {
  const number = headingNumbers()
  const signed = spec.signature !== undefined // a signature never stands alone on a page
  return [
    ...headOf(spec),
    ...(startsWithText(spec) ? [emptyLine()] : []),
    ...spec.blocks.flatMap((block, i) => blockOf(block, number, { next: spec.blocks[i + 1], signed })),
    ...attachmentsOf(spec.attachments ?? [], signed),
    ...(spec.signature ? signatureOf(spec.signature) : []),
    ...(spec.edition ? editionOf(spec.edition) : []),
  ]
}

/** A letter without an addressee has one empty line between title and text; a form begins at once. */
const startsWithText = ({ to, blocks: [first] }: DocxSpec) => to === undefined && (first?.kind === 'paragraph' || first?.kind === 'heading')

/** Two tables in a row would grow together, and a document may not end with one: a line of no height stands after each. */
function blockOf(
  block: DocxBlock,
  number: ReturnType<typeof headingNumbers>,
  { next, signed }: { readonly next: DocxBlock | undefined; readonly signed: boolean },
): (Paragraph | Table)[] {
  if (block.kind !== 'table') return textOf(block, number, signed && next === undefined)
  const apart = next === undefined || next.kind === 'table'
  return [tableOf(block), ...(apart ? [new Paragraph({ spacing: exactly(20), children: [] })] : [])]
}

/** — 1 — at the outer edge, one character in; the small words at the inner one. */
function footer(foot: string, side: 'odd' | 'even'): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], ...type('number', SIZE.fourth) })
  const words = run(foot, 'number', SIZE.small)
  const tab = new TextRun({ children: [new Tab()], ...type('number', SIZE.small) })
  return new Footer({
    children: [
      new Paragraph({
        spacing: exactly(14 * 20),
        alignment: ALIGN.left,
        indent: side === 'odd' ? { right: EM } : { left: EM },
        tabStops: [{ type: 'right', position: WIDTH - (side === 'odd' ? EM : 0) }],
        children: side === 'odd' ? [words, tab, number] : [number, tab, words],
      }),
    ],
  })
}

const coreOf = ({ title }: DocxSpec, made: Date) => {
  const at = `${made.toISOString().slice(0, 19)}Z`
  const ns = [
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'xmlns:dcterms="http://purl.org/dc/terms/"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  ].join(' ')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ${ns}><dc:title>${escapeXml(title)}</dc:title><dc:creator>闭环</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
}
