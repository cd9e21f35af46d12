import type { Day } from '#kernel/days.ts'
import type { Deadline } from '#kernel/deadline.ts'
import type { Declared, Level } from '#kernel/rooms/problems-tables.ts'
import { searchText } from '#features/matters/domain/grams.ts'
import { FACT_KEYS, type FactKey, TEXT_FACTS, type TextFact, factOf } from './facts.ts'

/** States of a problem; the words in between (验收中, 公示中 …) are computed from state and step (rules.md R-41). */
export const PROBLEM_STATES = ['open', 'in_closeout', 'closed'] as const
export type ProblemState = (typeof PROBLEM_STATES)[number]

type OtherFacts = {
  readonly level: Level
  readonly parentId: string | null
  readonly sourceId: string | null
  readonly problemTypes: string[]
  readonly receivedOn: Day
  readonly deadline: Deadline | null
  /** The last day as a person confirmed it where the phrase leaves doubt. */
  readonly confirmedOn: Day | null
  readonly declared: Declared | null
  readonly declaredOn: Day | null
}
/** What is known of a problem when it is entered; responsibility and measures stand beside it. */
export type ProblemFacts = Readonly<Record<TextFact, string | null>> & OtherFacts & Readonly<Record<FactKey, unknown>>

/** Nothing known but that it is a problem. */
export const NO_FACTS: Omit<ProblemFacts, 'receivedOn'> = {
  ...(Object.fromEntries(TEXT_FACTS.map((key) => [key, null])) as Record<TextFact, null>),
  level: 'problem',
  parentId: null,
  sourceId: null,
  problemTypes: [],
  deadline: null,
  confirmedOn: null,
  declared: null,
  declaredOn: null,
}

/** The facts that stand in a row among other things. */
export const factsOf = (row: ProblemFacts): ProblemFacts =>
  Object.fromEntries(FACT_KEYS.map((key) => [key, row[key]])) as unknown as ProblemFacts

/** Facts that differ, as they are afterwards. */
export function changedFacts(before: ProblemFacts, after: ProblemFacts): Partial<ProblemFacts> {
  const changed = FACT_KEYS.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  return Object.fromEntries(changed.map((key) => [key, after[key]]))
}

/** What a list calls a problem: its task, else its wording, else its point. */
export const titleOf = ({ task, wording, point }: Pick<ProblemFacts, 'task' | 'wording' | 'point'>): string => {
  const title = task ?? wording ?? point ?? ''
  return point && title !== point ? `${title}（${point}）` : title
}

/** What makes a row without a number the same row again: its words, whatever their spaces, widths and punctuation. */
export const wordingKey = ({ wording, task, point }: Pick<ProblemFacts, 'wording' | 'task' | 'point'>): string =>
  [wording, task, point]
    .map((text) =>
      (text ?? '')
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[\s\p{P}\p{S}]/gu, ''),
    )
    .join('|')

const SEARCHED = FACT_KEYS.filter((key) => factOf(key).searched)
/** Everything of a problem that search should find. */
export const problemSearchText = (facts: ProblemFacts, more: readonly string[]): string =>
  searchText([...SEARCHED.flatMap((key) => facts[key] as string | null | readonly string[]), ...more])
