import { matchParts } from '../domain/columns/column-matching.ts'
import type { FieldKey } from '../domain/columns/fields.ts'
import type { Line } from '../domain/plan/line.ts'
import { VOCABULARY } from '../domain/columns/vocabulary.ts'

/** What names a problem, the surest first. */
const NAMING: readonly FieldKey[] = ['problem', 'task', 'point', 'content']
const LONGEST = 200

/** By which words a person finds a row that was not taken: what its head calls the problem, else its cells as they stand. */
export function rowWords(raw: Line['raw']): string {
  const cells = Object.entries(raw).flatMap(([head, text]) => (text.trim() === '' ? [] : [[head, text.trim()] as const]))
  const fields = new Map(cells.toReversed().map(([head, text]) => [matchParts(head.split('/'), 'ledger', VOCABULARY)?.field, text]))
  const naming = NAMING.map((field) => fields.get(field)).find((text) => text !== undefined)
  const words = naming ?? cells.map(([, text]) => text).join('　')
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
}
