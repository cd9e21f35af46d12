import type { FieldKey } from './fields.ts'
import { COUNT_HEAD, SYNONYMS, type Family, type Synonym } from './synonyms.ts'

export type HeadMatch = { readonly field: FieldKey; readonly weight: number; readonly orDone: boolean }

const BRACKETED = /[([{〔][^)\]}〕]*[)\]}〕]/gu
const UNSEEN = /[\s\u200b-\u200f\u2060\ufeff]/gu

/** A head without what differs from sheet to sheet: width of characters, spaces, line breaks, marks, case (`domain.md` §4.7). */
export function normaliseHead(text: string): string {
  return text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(/^【(.*)】$/u, '$1')
    .replace(/[*※★☆:]+$/u, '')
    .replace(/^[*※★☆]+/u, '')
    .toLowerCase()
}

/** The head as shown to a person: one line. */
export const tidyHead = (text: string): string => text.replace(UNSEEN, '')

type Index = ReadonlyMap<string, Synonym>
const indexOf = (family: Family): Index =>
  new Map(SYNONYMS.filter((one) => one.families.includes(family)).flatMap((one) => one.heads.map((head) => [head, one] as const)))
const INDEX: Readonly<Record<Family, Index>> = {
  case: indexOf('case'),
  ledger: indexOf('ledger'),
  air: indexOf('air'),
  statistics: indexOf('statistics'),
}
export const FAMILIES: readonly Family[] = ['ledger', 'case', 'air', 'statistics']

/** These turn a head into something else: 实际完成时间 is no time limit, 是否有责任单位 no unit. */
const TURNS = /^(?:实际|是否|原|上级|重复|关联|未|不|其他|上报|填报|调度|更新|销号)/u
const SHORTEST_TAIL = 4

/** What a head stands for in a family of tables: the whole head, without brackets, or by its last words. */
export function matchHead(text: string, family: Family): HeadMatch | undefined {
  const whole = normaliseHead(text)
  if (whole === '' || whole.length > 30) return undefined
  const bare = whole.replace(BRACKETED, '')
  const exact = INDEX[family].get(whole) ?? INDEX[family].get(bare)
  if (exact) return { field: exact.field, weight: exact.weight, orDone: exact.orDone === true }
  if (TURNS.test(bare)) return undefined
  for (let length = bare.length - 1; length >= SHORTEST_TAIL; length -= 1) {
    const tail = INDEX[family].get(bare.slice(-length))
    if (tail) return { field: tail.field, weight: tail.weight / 2, orDone: tail.orDone === true }
  }
  return undefined
}

/** Whether a text is a known head word for word: sure enough to be a label standing alone. */
export function isExactHead(text: string): boolean {
  const whole = normaliseHead(text)
  const bare = whole.replace(BRACKETED, '')
  return whole !== '' && FAMILIES.some((family) => INDEX[family].has(whole) || INDEX[family].has(bare))
}

/** How much a text looks like a head of any table; 0 where it is none. */
export function headWeight(text: string): number {
  if (text.length > 40) return 0
  const best = Math.max(0, ...FAMILIES.map((family) => matchHead(text, family)?.weight ?? 0))
  return best > 0 ? best : isCountHead(text) ? 1 : 0
}

/** Heads of counts: 移交件数, 水, 合计. */
export const isCountHead = (text: string): boolean => COUNT_HEAD.test(normaliseHead(text).replace(BRACKETED, ''))
