import type { Declared } from '#kernel/rooms/problems-tables.ts'
import type { Day } from '#kernel/days.ts'
import type { ProblemState } from './problem.ts'

/**
 * Three axes that never become one status (rules.md ). Each is one CASE over a few facts;
 * the ledger's SQL says the same, and a test holds the two equal.
 */
export const PROGRESSES = ['not_started', 'in_hand', 'done', 'declared'] as const
export const SCHEDULES = ['overdue', 'behind', 'unconfirmed', 'on_time', 'ended'] as const
export const CLOSURES = ['open', 'in_closeout', 'closed', 'declared'] as const
export type Progress = (typeof PROGRESSES)[number]
export type Schedule = (typeof SCHEDULES)[number]
export type Closure = (typeof CLOSURES)[number]

/** A word, with the shape and tone that say the same: colour never stands alone. */
export type AxisMark<Shape extends string = string, Tone extends string = string> = {
  readonly word: string
  readonly shape: Shape
  readonly tone: Tone
}

export const PROGRESS_MARKS = {
  not_started: { word: '未启动', shape: 'ring', tone: 'muted' },
  in_hand: { word: '正在整改', shape: 'half', tone: 'info' },
  done: { word: '已完成', shape: 'disc', tone: 'good' },
  declared: { word: '原台账载明完成', shape: 'dash', tone: 'muted' },
} as const satisfies Record<Progress, AxisMark>

export const SCHEDULE_MARKS = {
  overdue: { word: '超期', shape: 'triangle', tone: 'alarm' },
  behind: { word: '未达到序时', shape: 'diamond', tone: 'warn' },
  unconfirmed: { word: '待确认', shape: 'question', tone: 'doubt' },
  on_time: { word: '达到序时', shape: 'disc', tone: 'good' },
  ended: { word: '不再计时', shape: 'dash', tone: 'muted' },
} as const satisfies Record<Schedule, AxisMark>

export const CLOSURE_MARKS = {
  open: { word: '未申请销号', shape: 'ring', tone: 'plain' },
  in_closeout: { word: '验收中', shape: 'half', tone: 'info' },
  closed: { word: '已销号', shape: 'check', tone: 'good' },
  declared: { word: '原台账载明', shape: 'dash', tone: 'muted' },
} as const satisfies Record<Closure, AxisMark>

const declaredEnded = (declared: Declared | null) => declared === 'done' || declared === 'closed'

export type ProgressFacts = {
  readonly measuresTotal: number
  readonly measuresDone: number
  readonly measuresStarted: number
  readonly declared: Declared | null
}

/** How far the work is: done needs at least one measure and all of them done; what an older ledger claims is counted apart. */
export function progressOf({ measuresTotal, measuresDone, measuresStarted, declared }: ProgressFacts): Progress {
  if (declaredEnded(declared)) return 'declared'
  if (measuresTotal >= 1 && measuresDone >= measuresTotal) return 'done'
  if (measuresStarted > 0 || measuresDone > 0 || declared === 'in_hand') return 'in_hand'
  return 'not_started'
}

export type ScheduleFacts = {
  readonly dueOn: Day | null
  /** The earliest day of a measure or milestone still open. */
  readonly nextDueOn: Day | null
  readonly reviewOn: Day | null
  readonly doneOn: Day | null
  readonly declared: Declared | null
  readonly state: ProblemState
}

/**
 * Whether it keeps to its time: the last day itself is still in time. Without a last day and a review nothing is certain,
 * whatever the measures say: never on time.
 */
export function scheduleOf(facts: ScheduleFacts, today: Day): Schedule {
  const { dueOn, nextDueOn, reviewOn } = facts
  if (facts.state === 'closed' || declaredEnded(facts.declared) || facts.doneOn !== null) return 'ended'
  if (dueOn === null && reviewOn === null) return 'unconfirmed'
  if (passed(dueOn, today)) return 'overdue'
  return passed(nextDueOn, today) || passed(reviewOn, today) ? 'behind' : 'on_time'
}
const passed = (day: Day | null, today: Day) => day !== null && day < today

/** How far the close-out is; a closure an older ledger claims is never ours. */
export function closureOf({ state, declared }: { readonly state: ProblemState; readonly declared: Declared | null }): Closure {
  if (state !== 'open') return state
  return declared === 'closed' ? 'declared' : 'open'
}
