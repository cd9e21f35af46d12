import type { Day } from '#kernel/days.ts'
import type { ProblemId, UnitId } from '#kernel/ids.ts'

export const PROBLEM_STATES = ['rectifying', 'closeout-submitted', 'closed'] as const
export type ProblemState = (typeof PROBLEM_STATES)[number]
export const STATE_WORDS: Readonly<Record<ProblemState, string>> = {
  rectifying: '整改中',
  'closeout-submitted': '销号待审',
  closed: '已销号',
}

export type Problem = {
  readonly id: ProblemId
  readonly unitId: UnitId
  readonly state: ProblemState
  readonly openMeasures: number
  readonly dueOn: Day
  readonly version: number
}
