import type { Day } from '#kernel/days.ts'
import type { AxisMark } from '#features/problems/domain/axes.ts'

/** Whether one measure keeps to its time (rules.md R-42): computed, never typed. */
export const MEASURE_SCHEDULES = ['done', 'overdue', 'behind', 'on_time', 'undated'] as const
export type MeasureSchedule = (typeof MEASURE_SCHEDULES)[number]
/** How a pace is shown: word, shape and colour say the same. */
export const MEASURE_SCHEDULE_MARKS = {
  done: { word: '已完成', shape: 'check', tone: 'good' },
  overdue: { word: '超期未完成', shape: 'triangle', tone: 'alarm' },
  behind: { word: '未达到序时', shape: 'diamond', tone: 'warn' },
  on_time: { word: '达到序时', shape: 'disc', tone: 'good' },
  undated: { word: '无确定期限', shape: 'question', tone: 'doubt' },
} as const satisfies Record<MeasureSchedule, AxisMark>

export type Timed = {
  readonly dueOn: Day | null
  readonly doneOn: Day | null
  readonly milestones: readonly { readonly dueOn: Day | null; readonly reachedOn: Day | null }[]
}

/** The pace of a measure on a day: its own last day first, then its milestones. Without any day it is never on time. */
export function measureScheduleOf({ dueOn, doneOn, milestones }: Timed, today: Day): MeasureSchedule {
  if (doneOn !== null) return 'done'
  if (dueOn !== null && dueOn < today) return 'overdue'
  if (milestones.some((milestone) => milestone.reachedOn === null && milestone.dueOn !== null && milestone.dueOn < today)) return 'behind'
  return dueOn !== null || milestones.some((milestone) => milestone.dueOn !== null) ? 'on_time' : 'undated'
}

/** A measure for which no deadline was said must be done by the last day of its problem; one whose phrase is unclear has no day. */
export const lastDayOf = (
  measure: { readonly deadlineRaw: string | null; readonly dueOn: Day | null },
  problemDueOn: Day | null,
): Day | null => (measure.deadlineRaw === null ? problemDueOn : measure.dueOn)
