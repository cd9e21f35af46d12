import type { FieldKey } from './fields.ts'
import { bareHead, isCounted, isCountHead, normaliseHead } from './heads.ts'
import { PARTS_RULES } from './head-parts.ts'
import type { PartsRule } from './head-parts-figures.ts'
import { FAMILIES, type Family, type Synonym } from './synonym.ts'
import { SYNONYMS } from './synonyms.ts'

/** What a head says, and by which evidence: the whole head was seen, it ends in a head that was seen, or its words tell. */
export type HeadMatch = {
  readonly field: FieldKey
  readonly weight: number
  readonly orDone: boolean
  readonly by: 'synonym' | 'ending' | 'parts'
  /** The words of the head that told it. */
  readonly words: string
}

/** What heads mean, as far as these synonyms go. */
export type Vocabulary = {
  /** What a head stands for in a family of tables. */
  readonly match: (text: string, family: Family) => HeadMatch | undefined
  /** Whether a text is a known head word for word: sure enough to be a label standing alone. */
  readonly isExact: (text: string) => boolean
  /** How much a text looks like a head of any table; 0 where it is none. */
  readonly weight: (text: string) => number
}

type Index = ReadonlyMap<string, Synonym>
const headsOf = ({ seenIn, trade }: Synonym) => [...Object.keys(seenIn), ...(trade ? trade.split(' ') : [])]
const indexOf = (synonyms: readonly Synonym[], family: Family): Index =>
  new Map(synonyms.filter((one) => one.families.includes(family)).flatMap((one) => headsOf(one).map((head) => [head, one] as const)))
const RULES: ReadonlyMap<Family, readonly PartsRule[]> = new Map(
  FAMILIES.map((family) => [family, PARTS_RULES.filter((rule) => rule.families.includes(family))]),
)

/** These turn a head into something else: 实际完成时间 is no time limit, 是否有责任单位 no unit. */
const TURNS = /^(?:实际|是否|原|上级|重复|关联|未|不|其他|上报|填报|调度|更新|销号)/u
const SHORTEST_ENDING = 4
const LONGEST_HEAD = 30
/** A head is a name, not a sentence: no rule reads longer ones. */
const LONGEST_NAME = 20

function byEnding(bare: string, index: Index): HeadMatch | undefined {
  for (let length = bare.length - 1; length >= SHORTEST_ENDING; length -= 1) {
    const words = bare.slice(-length)
    const found = index.get(words)
    if (found) return { field: found.field, weight: found.weight / 2, orDone: found.orDone === true, by: 'ending', words }
  }
  return undefined
}

function byParts(bare: string, family: Family): HeadMatch | undefined {
  if (bare.length > LONGEST_NAME || /^[\d.%-]*$/u.test(bare)) return undefined
  for (const { field, weight, pattern, unless, orDone } of RULES.get(family) ?? []) {
    const words = pattern.exec(bare)?.[0]
    if (words !== undefined && unless?.test(bare) !== true) return { field, weight, orDone: orDone === true, by: 'parts', words }
  }
  return undefined
}

/** 是否完成 and 是否属实 ask for a field; 是否 before anything else asks for something of its own. */
const turned = (bare: string, match: HeadMatch | undefined) =>
  TURNS.test(bare) && !(bare.startsWith('是否') && (match?.field === 'done' || match?.field === 'verdict')) ? undefined : match

export function vocabularyOf(synonyms: readonly Synonym[]): Vocabulary {
  const indexes = new Map(FAMILIES.map((family) => [family, indexOf(synonyms, family)]))

  const match = (text: string, family: Family): HeadMatch | undefined => {
    const whole = normaliseHead(text)
    const index = indexes.get(family)
    if (whole === '' || whole.length > LONGEST_HEAD || !index) return undefined
    const bare = bareHead(whole)
    const exact = index.get(whole) ?? index.get(bare)
    if (exact) return { field: exact.field, weight: exact.weight, orDone: exact.orDone === true, by: 'synonym', words: bare }
    if (isCounted(whole) && (family === 'case' || family === 'ledger')) return undefined
    return turned(bare, byParts(bare, family) ?? byEnding(bare, index))
  }
  const isExact = (text: string): boolean => {
    const whole = normaliseHead(text)
    const bare = bareHead(whole)
    return whole !== '' && [...indexes.values()].some((index) => index.has(whole) || index.has(bare))
  }
  const weight = (text: string): number => {
    if (text.length > 40) return 0
    const best = Math.max(0, ...FAMILIES.map((family) => match(text, family)?.weight ?? 0))
    return best > 0 ? best : isCountHead(text) ? 1 : 0
  }
  return { match, isExact, weight }
}

/** All that is known. */
export const VOCABULARY = vocabularyOf(SYNONYMS)
