import { BorderStyle, Paragraph, Tab, TextRun } from 'docx'
import { type DocxBlock, type DocxSignature, type DocxSpec, documentNo } from '#kernel/docx-spec.ts'
import { cleanText } from '../workbook/write/cell-text.ts'
import { ALIGN, EM, type Face, FORM_LINE, LINE, SIZE, WIDTH, exactly, type } from './figures.ts'
import { evenLines } from './even-lines.ts'

/** Marks that turn the direction of what follows: a name must stand as it is. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu
/** Text as one run; characters that XML forbids go, line ends are left to the caller. */
export const run = (text: string, face: Face = 'body', size: number = SIZE.body) =>
  new TextRun({
    text: cleanText(text)
      .replaceAll(TURNING, '')
      .replaceAll(/[\t\n\r]+/gu, ' '),
    ...type(face, size),
  })

export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/u)
const BODY = { spacing: exactly(LINE) }
const INDENT = { indent: { firstLine: 2 * EM, firstLineChars: 200 } }
export const emptyLine = () => new Paragraph({ ...BODY, children: [run('')] })

/** The head of a letter: number, title, addressee. */
export function headOf({ no, title, to }: DocxSpec): Paragraph[] {
  const number = no === undefined ? [] : [new Paragraph({ ...BODY, alignment: ALIGN.center, children: [run(documentNo(no))] })]
  const lines = evenLines(cleanText(title)).map(
    (line, i, all) =>
      new Paragraph({
        spacing: { ...exactly(34 * 20), after: i === all.length - 1 ? 160 : 0 },
        alignment: ALIGN.center,
        keepNext: true,
        children: [run(line, 'title', SIZE.title)],
      }),
  )
  const addressee = to === undefined ? [] : [new Paragraph({ ...BODY, children: [run(`${to}：`)] })]
  return [...number, ...lines, ...(to === undefined ? [] : [emptyLine()]), ...addressee]
}

const DIGITS = '〇一二三四五六七八九'
/** 1 to 99 in Chinese figures. */
function inFigures(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? DIGITS[ones] : ''}`
}
const LEVELS: Readonly<Record<1 | 2 | 3, { readonly face: Face; readonly number: (n: number) => string }>> = {
  1: { face: 'heading', number: (n) => `${inFigures(n)}、` },
  2: { face: 'second', number: (n) => `（${inFigures(n)}）` },
  3: { face: 'body', number: (n) => `${n}.` },
}

/** Numbers the headings of one letter as they come. */
export function headingNumbers(): (level: 1 | 2 | 3) => string {
  const counted = { 1: 0, 2: 0, 3: 0 }
  return (level) => {
    counted[level] += 1
    if (level < 3) counted[3] = 0
    if (level === 1) counted[2] = 0
    return LEVELS[level].number(counted[level])
  }
}

type TextBlock = Exclude<DocxBlock, { kind: 'table' }>
/** A block of running text; every line of it is a paragraph. `keepNext`: what follows is not torn from it. */
export function textOf(block: TextBlock, number: ReturnType<typeof headingNumbers>, keepNext = false): Paragraph[] {
  if (block.kind === 'paragraph')
    return linesOf(block.text).map((line) => new Paragraph({ ...BODY, ...INDENT, keepNext, alignment: ALIGN.both, children: [run(line)] }))
  if (block.kind === 'heading') {
    const { face } = LEVELS[block.level]
    const rest = block.rest === undefined ? [] : [run(block.rest)]
    return [
      new Paragraph({
        ...BODY,
        ...INDENT,
        keepNext: keepNext || block.rest === undefined,
        children: [run(number(block.level) + block.text, face), ...rest],
      }),
    ]
  }
  const caption = block.kind === 'caption'
  return [
    new Paragraph({
      spacing: { ...exactly(FORM_LINE), before: 120, after: 60 },
      keepNext: caption,
      alignment: ALIGN[caption ? 'left' : block.align],
      children: [run(block.text, caption ? 'heading' : 'body', SIZE.form)],
    }),
  ]
}

/** One line below the text, indented by two; no punctuation after a name. */
export const attachmentsOf = (names: readonly string[], keepNext: boolean): Paragraph[] =>
  names.length === 0
    ? []
    : [
        new Paragraph({ ...BODY, keepNext, children: [run('')] }),
        ...names.map((name, i) => {
          const lead = i === 0 ? '附件：' : '　　　'
          const number = names.length > 1 ? `${i + 1}.` : ''
          return new Paragraph({ ...BODY, indent: { left: 5 * EM, hanging: 3 * EM }, keepNext, children: [run(`${lead}${number}${name}`)] })
        }),
      ]

/** Half a character for a figure or letter, a whole one for the rest. */
const ems = (text: string) => Array.from(text).reduce((sum, character) => sum + (character.charCodeAt(0) < 0x80 ? 0.5 : 1), 0)

/** The day stands four characters from the right, the body centred above it; both stay with the text before. */
export function signatureOf({ by, on }: DocxSignature): Paragraph[] {
  const right = Math.max(0, 4 + (ems(on) - ems(by)) / 2)
  const line = (text: string, em: number, keepNext: boolean) =>
    new Paragraph({ ...BODY, alignment: ALIGN.right, indent: { right: Math.round(em * EM) }, keepNext, children: [run(text)] })
  return [
    new Paragraph({ ...BODY, keepNext: true, children: [run('')] }),
    new Paragraph({ ...BODY, keepNext: true, children: [run('')] }),
    line(by, right, true),
    line(on, 4, false),
  ]
}

/** Copies, issuer and day between rules at the end. */
export function editionOf({ copies, issuer, on }: NonNullable<DocxSpec['edition']>): Paragraph[] {
  const rule = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 1 }
  const border = { top: rule, bottom: rule }
  const both = { spacing: exactly(FORM_LINE + 80), border, indent: { left: 280, right: 280 } }
  const copied =
    copies === undefined ? [] : [new Paragraph({ ...both, keepNext: true, children: [run(`抄送：${copies}。`, 'body', SIZE.fourth)] })]
  const printed = new Paragraph({
    ...both,
    tabStops: [{ type: 'right', position: WIDTH - 280 }],
    children: [
      new TextRun({ text: cleanText(issuer), ...type('body', SIZE.fourth) }),
      new TextRun({ children: [new Tab(), `${cleanText(on)}印发`], ...type('body', SIZE.fourth) }),
    ],
  })
  return [emptyLine(), ...copied, printed]
}
