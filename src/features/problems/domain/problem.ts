import type { Day } from '#kernel/days.ts'
import type { Deadline } from '#kernel/deadline.ts'
import type { Declared, Level } from '#kernel/rooms/problems-tables.ts'
import { searchText } from '#features/matters/domain/grams.ts'

/** States of a problem; the words in between (验收中, 公示中 …) are computed from state and step (rules.md R-41). */
export const PROBLEM_STATES = ['open', 'in_closeout', 'closed'] as const
export type ProblemState = (typeof PROBLEM_STATES)[number]

/** What is known of a problem when it is entered; responsibility and measures stand beside it. */
export type ProblemFacts = {
  readonly level: Level
  readonly parentId: string | null
  readonly sourceId: string | null
  readonly round: string | null
  readonly category: string | null
  readonly problemTypes: readonly string[]
  /** The finding in the words of those who made it: read-only. */
  readonly wording: string | null
  readonly task: string | null
  readonly point: string | null
  readonly region: string | null
  readonly target: string | null
  readonly progressText: string | null
  readonly remark: string | null
  readonly receivedOn: Day
  readonly deadlineRaw: string | null
  readonly deadline: Deadline | null
  /** The last day as a person confirmed it where the phrase leaves doubt. */
  readonly confirmedOn: Day | null
  readonly declared: Declared | null
  readonly declaredRaw: string | null
  readonly declaredOn: Day | null
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

/** Everything of a problem that search should find. */
export const problemSearchText = (facts: ProblemFacts, more: readonly string[]): string =>
  searchText([
    facts.task,
    facts.wording,
    facts.point,
    facts.region,
    facts.target,
    facts.remark,
    facts.round,
    ...facts.problemTypes,
    ...more,
  ])
