import type { SheetRow } from '#kernel/sheet.ts'
import { filledIn } from './grid.ts'
import { normaliseHead } from '../columns/heads.ts'
import type { Piece } from './pairs.ts'

const N = '[一二三四五六七八九十百]+'
/** Ways to number the findings of a list of measures (rules.md R-78). */
const SCHEMES: readonly RegExp[] = [
  new RegExp(`^${N}[、.．]`, 'u'),
  new RegExp(`^[（(]${N}[)）]`, 'u'),
  new RegExp(`^【?(?:反馈|整改)?问题(?:${N}|\\d+)[】:：、]?`, 'u'),
  new RegExp(`^第(?:${N}|\\d+)(?:[条项个]|个问题|项问题)?[、:：]`, 'u'),
  /^\d{1,3}[、.．](?!\d)/u,
]
const FINDING = '问题'

export type Opened = { readonly titles: readonly SheetRow[]; readonly pieces: readonly Piece[] }

/**
 * In a text of blocks the finding itself carries no label: it is the numbered line over the first label of each block. The line over
 * the first block tells how findings are numbered; where it has no number nothing is changed.
 */
export function withNumbering(titles: readonly SheetRow[], pieces: readonly Piece[]): Opened {
  const over = titles.at(-1)
  const text = (over && filledIn(over)[0]?.text) ?? ''
  const scheme = SCHEMES.find((one) => one.test(text))
  const first = pieces.find(({ label }) => label !== undefined)?.label
  if (!over || !scheme || first === undefined) return { titles, pieces }
  const begins = ({ label }: Piece) => label !== undefined && normaliseHead(label) === normaliseHead(first)
  const opened = filledIn(over).flatMap(({ cell }): Piece[] => [
    { row: over, label: FINDING },
    { row: over, cell },
  ])
  for (const piece of pieces) {
    if (begins(piece)) openBefore(opened, scheme)
    opened.push(piece)
  }
  return { titles: titles.slice(0, -1), pieces: opened }
}

/** The lines since the last one numbered as a finding belong to the block that begins now. */
function openBefore(pieces: Piece[], scheme: RegExp): void {
  const label = pieces.findLastIndex((piece) => piece.label !== undefined)
  if (pieces[label]?.label === FINDING) return
  const at = pieces.findLastIndex(({ cell }, i) => i > label && cell !== undefined && scheme.test(cell.text.trim()))
  const row = pieces[at]?.row
  if (row) pieces.splice(at, 0, { row, label: FINDING })
}
