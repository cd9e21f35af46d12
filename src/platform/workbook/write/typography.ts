import type { SheetSpec } from '#kernel/sheet-spec.ts'

type Paper = SheetSpec['paper']

/** Type sizes in points. The first body size is the rule; the smaller ones serve rows taller than a row may be. */
export const TYPE: Readonly<Record<Paper, { title: number; note: number; head: number; body: readonly [number, ...number[]] }>> = {
  A3: { title: 24, note: 12, head: 9.5, body: [9, 8, 7, 6] },
  A4: { title: 22, note: 12, head: 11, body: [10.5, 9, 8, 7] },
}

/** The tallest row a spreadsheet program allows, in points. */
const TALLEST = 409
const LINE = 1.42
const AIR = 6

/** A Latin letter or digit is half a character in Chinese fonts and a little more in their substitutes. */
const LATIN = 1.1
const codes = (characters: string): ReadonlySet<number> => new Set(Array.from(characters, (character) => character.charCodeAt(0)))
const CLOSING = codes('，。、；：？！”’）》】〉…·')
const OPENING = codes('“‘（《【〈')

/** Width of one UTF-16 unit in half characters: a surrogate pair is two units. */
const halves = (code: number): number => (code < 0x80 ? LATIN : code >= 0xd800 && code <= 0xdfff ? 1 : 2)
const isLatin = (code: number) => code > 0x20 && code < 0x7f

/** Whether no line may break between two characters: words and numbers stay whole, punctuation never begins a line. */
const sticks = (before: number, code: number): boolean =>
  CLOSING.has(code) || OPENING.has(before) || (isLatin(code) && (isLatin(before) || CLOSING.has(before)))

/** Lines a text takes in a column of so many half characters, rather one too many than one too few: a cut line cannot be read. */
function linesOf(text: string, capacity: number): number {
  let lines = 1
  let line = 0
  let word = 0
  let before = 10
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    const width = code === 10 ? 0 : halves(code)
    word = sticks(before, code) && word + width <= capacity ? word + width : width
    before = code
    line += width
    if (code !== 10 && line <= capacity) continue
    lines += 1
    line = word
  }
  return lines
}

/** Height in points of one text set in `size` points across `width` body characters of `body` points. */
export function textHeight(text: string, width: number, size: number, body: number): number {
  return Math.min(TALLEST, Math.ceil(linesOf(text, (width * 2 * body) / size) * size * LINE + AIR))
}

export type RowFit = { readonly height: number; /** Index into the body sizes. */ readonly size: number }

/** The height of a row and the largest body size at which its longest cell is seen whole; the smallest one where none suffices. */
export function fitRow(cells: readonly string[], widths: readonly number[], paper: Paper): RowFit {
  const sizes = TYPE[paper].body
  let fit: RowFit = { height: TALLEST, size: 0 }
  for (let size = 0; size < sizes.length; size += 1) {
    const points = sizes[size] ?? sizes[0]
    let height = 0
    for (let i = 0; i < widths.length; i += 1) height = Math.max(height, textHeight(cells[i] ?? '', widths[i] ?? 1, points, sizes[0]))
    fit = { height: Math.max(height, 24), size }
    if (height < TALLEST) return fit
  }
  return fit
}

/** Column width in the unit of the file: digits of the workbook's base type (8 pixels) and 7 pixels for margin and border. */
export const columnWidth = (characters: number, paper: Paper): number => Math.ceil((characters * TYPE[paper].body[0] * 96) / 72 + 7) / 8
