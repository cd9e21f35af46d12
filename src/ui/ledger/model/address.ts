import type { Sort } from '../types.ts'

/** A whole number from 1 that an address gives, else what is usual. */
export function wholeFrom(text: string | null, most: number, standard: number): number {
  const number = Number(text ?? Number.NaN)
  return Number.isInteger(number) && number >= 1 && number <= most ? number : standard
}

/** '-due' and the arrow in the table's head say the same. */
export const sortOf = (text: string | undefined): Sort | undefined =>
  text === undefined ? undefined : text.startsWith('-') ? { key: text.slice(1), direction: 'desc' } : { key: text, direction: 'asc' }
/** The arrow as one of the texts that the server sorts by. */
export const sortTextOf = <T extends string>(sorts: readonly T[], sort: Sort | undefined): T | undefined =>
  sorts.find((text) => text === (sort?.direction === 'desc' ? `-${sort.key}` : sort?.key))
