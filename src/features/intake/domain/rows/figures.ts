import { isCountHead } from '../columns/heads.ts'

/** A figure under a head of its own: an amount of money in yuan as a decimal string, or a count. */
export type Figure = { readonly yuan: string } | number

const NUMBER = /^(?<sign>-?)(?<whole>\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(?<part>\d{1,8}))?$/u
const SHIFTS: Readonly<Record<string, number>> = { 元: 0, 万元: 4, 亿元: 8 }
const UNIT_OF_HEAD = /[(:、]?(?:单位[::])?(?<unit>[万亿]?元)[)]?$/u
const UNIT_OF_CELL = /(?<unit>[万亿]?元)(?:整)?$/u

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/gu, '')

/**
 * What a cell outside the fields says in figures. Money needs its unit, in the cell or else in the head (rules.md R-74): a bare
 * number under 罚款金额 is no amount. Undefined where nothing certain can be said.
 */
export function readFigure(head: string, text: string): Figure | undefined {
  if (!/\p{N}/u.test(text)) return undefined
  const words = plain(text)
  const digits = NUMBER.exec(words.replace(UNIT_OF_CELL, ''))?.groups
  if (!digits) return undefined
  const name = plain(head)
  const unit = (UNIT_OF_CELL.exec(words) ?? UNIT_OF_HEAD.exec(name))?.groups?.['unit']
  if (unit !== undefined) return { yuan: shifted(digits, SHIFTS[unit] ?? 0) }
  return name.split('/').some(isCountHead) ? countOf(digits) : undefined
}

type Digits = Readonly<Record<string, string | undefined>>
const countOf = ({ sign, whole = '', part = '0' }: Digits) => Number(`${sign}${whole.replaceAll(',', '')}.${part}`)

/** Moves the point to the right in the text itself: 2.51 万元 is 25100 元 exactly. */
function shifted({ sign = '', whole = '', part = '' }: Digits, places: number): string {
  const moved = part.padEnd(places, '0')
  const yuan = `${whole.replaceAll(',', '')}${moved.slice(0, places)}`.replace(/^0+(?=\d)/u, '')
  const rest = moved.slice(places)
  return `${sign}${yuan}${rest === '' ? '' : `.${rest}`}`
}
