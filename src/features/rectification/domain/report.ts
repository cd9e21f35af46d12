import type { Day } from '#kernel/days.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'
import type { MilestoneId } from '#kernel/rooms/problems.ts'
import type { ReportState } from '#kernel/rooms/rectification.ts'
import { type WorkSituation, closedToWork } from './work-allowed.ts'

type Milestone = { readonly id: MilestoneId; readonly text: string; readonly dueOn: Day | null; readonly reachedOn: Day | null }
/** A measure at the moment of a report; `lastDay` is its own or that of the problem. */
export type Reported = WorkSituation & {
  readonly receivedOn: Day
  readonly measure: {
    readonly no: number
    readonly lastDay: Day | null
    readonly startedOn: Day | null
    readonly doneOn: Day | null
    /** Files that stand as its proof. */
    readonly proofs: number
    readonly milestones: readonly Milestone[]
  }
}
export type ReportInput = {
  readonly state: ReportState
  readonly doneOn?: Day | undefined
  readonly delayReason?: string | undefined
  readonly reached: readonly { readonly milestoneId: MilestoneId; readonly on: Day | null }[]
}
/** How far the measure is after the report, and the milestones whose day it changes. */
export type ReportEvent = {
  readonly startedOn: Day
  readonly doneOn: Day | null
  readonly reached: readonly { readonly id: MilestoneId; readonly on: Day | null }[]
}

/**
 * What a report changes. Done only with proof, on a day that has come; behind its time only with the reason.
 * A measure reported as done may be reported as in hand again: that is how a mistake is put right.
 */
export function report(now: Reported, input: ReportInput, today: Day): Decision<ReportEvent> {
  const closed = closedToWork(now)
  if (closed) return { ok: false, refusal: closed }
  const { measure } = now
  const doneOn = input.state === 'done' ? (input.doneOn ?? today) : null
  const reached = input.reached.filter(({ milestoneId, on }) => milestoneOf(measure.milestones, milestoneId)?.reachedOn !== on)
  const days = [
    ...(doneOn ? [['完成日期', doneOn] as const] : []),
    ...reached.flatMap(({ on }) => (on ? [['节点达到日期', on] as const] : [])),
  ]
  const fault = strayMilestone(now, input, reached.length) ?? wrongDay(days, now.receivedOn, today) ?? missing(now, input, doneOn, today)
  return (
    fault ??
    accept({
      startedOn: earliest(measure.startedOn ?? today, doneOn ?? today),
      doneOn,
      reached: reached.map(({ milestoneId, on }) => ({ id: milestoneId, on })),
    })
  )
}

const milestoneOf = (milestones: readonly Milestone[], id: MilestoneId) => milestones.find((milestone) => milestone.id === id)
const earliest = (a: Day, b: Day) => (a < b ? a : b)

function strayMilestone({ level, measure }: Reported, { reached }: ReportInput, changes: number) {
  if (reached.some(({ milestoneId }) => !milestoneOf(measure.milestones, milestoneId))) return refuse('report.unknown-milestone')
  return level === 'point' && changes > 0 ? refuse('report.points-milestones') : undefined
}

function wrongDay(days: readonly (readonly [what: string, on: Day])[], received: Day, today: Day) {
  for (const [what, on] of days) {
    if (on > today) return refuse('report.day-ahead', { what, today })
    if (on < received) return refuse('report.before-received', { what, received })
  }
  return undefined
}

function missing({ measure }: Reported, input: ReportInput, doneOn: Day | null, today: Day) {
  if (doneOn !== null && measure.proofs === 0) return refuse('report.no-proof', { no: measure.no })
  const why = lateness(measure, input.reached, doneOn, today)
  return why !== null && input.delayReason === undefined ? refuse('report.delay-reason', { why }) : undefined
}

type Late = Pick<Reported['measure'], 'lastDay' | 'milestones'>

/**
 * Why a report must give the reason of a delay, in words; null: it need not. What was done by its last day is not late, however late it is reported;
 * a milestone that was reached in time, or reported before, is not asked about again. The form asks the same.
 */
export function lateness({ lastDay, milestones }: Late, reached: ReportInput['reached'], doneOn: Day | null, today: Day): string | null {
  const end = doneOn ?? today
  if (lastDay !== null && lastDay < end) return doneOn === null ? `措施已超过期限（${lastDay}）` : `完成日期晚于期限（${lastDay}）`
  const late = milestones.find(({ id, dueOn, reachedOn }) => {
    const change = reached.find(({ milestoneId }) => milestoneId === id)
    const on = change === undefined ? reachedOn : change.on
    if (dueOn === null || (on !== null && on === reachedOn)) return false
    return on === null ? doneOn === null && dueOn < today : dueOn < on
  })
  return late ? `节点「${late.text}」已超过期限（${late.dueOn ?? ''}）` : null
}
