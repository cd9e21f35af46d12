/** A piece of text on a page as a person holds it: points from the top left; `y` is the line it stands on. */
export type Item = { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number }
/** A drawn line, upright or level. */
export type Rule = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
export type Page = { readonly items: readonly Item[]; readonly rules: readonly Rule[] }

/** Text of one height on the page: parts stand apart by more than a character. */
export type Part = { readonly text: string; readonly x1: number; readonly x2: number }
export type Line = { readonly y: number; readonly size: number; readonly parts: readonly Part[] }

const HALF = 0.5
const middle = (item: Item) => item.y - item.size * 0.35

/** Items in lines from top to bottom, each in parts from left to right; a gap wider than a character parts them. */
export function linesOf(items: readonly Item[]): Line[] {
  const rows: Item[][] = []
  for (const item of items.toSorted((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && Math.abs(middle(first) - middle(item)) < Math.max(first.size, item.size) * HALF) row.push(item)
    else rows.push([item])
  }
  return rows.map((row) => {
    const inOrder = row.toSorted((a, b) => a.x - b.x)
    const size = Math.max(...row.map((item) => item.size))
    return { y: Math.max(...row.map((item) => item.y)), size, parts: partsOf(inOrder) }
  })
}

function partsOf(items: readonly Item[]): Part[] {
  const parts: { text: string; x1: number; x2: number }[] = []
  for (const item of items) {
    const last = parts.at(-1)
    const gap = last ? item.x - last.x2 : Infinity
    if (!last || gap > item.size) parts.push({ text: item.text, x1: item.x, x2: item.x + item.width })
    else
      Object.assign(last, { text: last.text + (gap > item.size * 0.2 ? ' ' : '') + item.text, x2: Math.max(last.x2, item.x + item.width) })
  }
  return parts
}

/** The words of a line, parts held apart by a gap. */
export const textOf = (line: Line): string =>
  line.parts
    .map(({ text }) => text.trim())
    .join('    ')
    .trim()

/** Joins a line to the one it was broken from: Latin words keep a space between them, Chinese needs none. */
export const joinWords = (before: string, after: string): string =>
  /[A-Za-z]$/u.test(before) && /^[A-Za-z]/u.test(after) ? `${before} ${after}` : before + after

const CLOSING = /^[，。；：、！？）》”’%％]/u
/** The width of a character in the size of its font. */
export const widthOf = (character: string): number => (/[\u2e80-\uffef]/u.test(character) ? 1 : 0.5)

/** What could not be parted from the beginning of a line: a word or number, or a character, and the mark that must not begin a line. */
function firstStep(text: string): number {
  const [word = ''] = /^(?:[A-Za-z0-9.%/-]+|.)/u.exec(text) ?? []
  const mark = CLOSING.test(text.slice(word.length)) ? 1 : 0
  return Array.from(word).reduce((sum, one) => sum + widthOf(one), mark)
}

/**
 * The text of a cell with room for this width. A line the next step did not fit into was broken by the width and goes on;
 * one that stops short was ended on purpose.
 */
export function cellText(lines: readonly Line[], room: number): string {
  let text = ''
  let before: Line | undefined
  for (const line of lines) {
    const words = line.parts.map((part) => part.text.trim()).join(' ')
    const full = before && extentOf(before).width + firstStep(words) * line.size > room + line.size * 0.1
    if (before) text = full ? joinWords(text, words) : `${text}\n${words}`
    else text = words
    before = line
  }
  return text
}

/** Where a line begins and how much it takes. */
export function extentOf({ parts }: Line): { from: number; width: number } {
  const from = parts[0]?.x1 ?? 0
  return { from, width: (parts.at(-1)?.x2 ?? 0) - from }
}
