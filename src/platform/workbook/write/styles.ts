import type { SheetColumn, SheetSpec } from '#kernel/sheet-spec.ts'
import { TYPE } from './typography.ts'

type Paper = SheetSpec['paper']
type Align = NonNullable<SheetColumn['align']>

const PAPERS: readonly Paper[] = ['A3', 'A4']
const ALIGNS: readonly Align[] = ['left', 'center', 'right']

/** The fonts official papers use (rules.md R-81); only named: charset and family let the reader's program choose a likeness. */
const FONTS = { base: '宋体', title: '方正小标宋简体', note: '楷体_GB2312', head: '黑体', body: '仿宋_GB2312' } as const

const fonts: string[] = []
const formats: string[] = []
const ids = new Map<string, number>()

function addFont(name: string, size: number, bold = false): number {
  const family = name === FONTS.head ? 2 : 1
  fonts.push(`<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="${name}"/><family val="${family}"/><charset val="134"/></font>`)
  return fonts.length - 1
}

/** Number format 49 is "text"; quotePrefix keeps a formula-looking text a text when somebody edits the cell. */
function addFormat(key: string, font: number, border: 0 | 1, look: { align: Align; quoted?: boolean }): void {
  ids.set(key, formats.length)
  formats.push(
    `<xf numFmtId="49" fontId="${font}" fillId="0" borderId="${border}" xfId="0"${look.quoted === true ? ' quotePrefix="1"' : ''}` +
      ' applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">' +
      `<alignment horizontal="${look.align}" vertical="center" wrapText="1"/></xf>`,
  )
}

function addBody(paper: Paper, size: number, points: number): void {
  const font = addFont(FONTS.body, points)
  for (const align of ALIGNS)
    for (const quoted of [false, true]) addFormat(`${paper} body ${size} ${align} ${String(quoted)}`, font, 1, { align, quoted })
}

addFont(FONTS.base, 11)
formats.push('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>')
for (const paper of PAPERS) {
  const type = TYPE[paper]
  addFormat(`${paper} title`, addFont(FONTS.title, type.title), 0, { align: 'center' })
  addFormat(`${paper} note`, addFont(FONTS.note, type.note), 0, { align: 'left' })
  addFormat(`${paper} head`, addFont(FONTS.head, type.head, true), 1, { align: 'center' })
  type.body.forEach((points, size) => addBody(paper, size, points))
}

const idOf = (key: string): number => {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`no cell format ${key}`)
  return id
}

export const partStyle = (paper: Paper, part: 'title' | 'note' | 'head'): number => idOf(`${paper} ${part}`)

/** The format of a table cell: `size` is an index into the body sizes. */
export const bodyStyle = (paper: Paper, size: number, align: Align, quoted: boolean): number =>
  idOf(`${paper} body ${size} ${align} ${String(quoted)}`)

const side = (name: string) => `<${name} style="thin"><color auto="1"/></${name}>`
const list = (tag: string, items: readonly string[]) => `<${tag} count="${items.length}">${items.join('')}</${tag}>`

/** `xl/styles.xml`, the same in every workbook. */
export const STYLES_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${list('fonts', fonts)}${list('fills', [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
])}${list('borders', [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`,
])}${list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'])}${list('cellXfs', formats)}${list('cellStyles', [
  '<cellStyle name="Normal" xfId="0" builtinId="0"/>',
])}</styleSheet>`
