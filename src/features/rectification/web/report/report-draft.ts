import { type Day, dayOf } from '#kernel/days.ts'
import type { z } from 'zod'
import { lateness } from '../../domain/report.ts'
import type { ReportState } from '#kernel/rooms/rectification.ts'
import type { Measure, reportEndpoint } from '../../rectification.contract.ts'

/** What somebody has typed into the form of one measure, kept until it is reported. */
export type ReportDraft = {
  readonly state: ReportState
  readonly doneOn: string
  readonly doneText: string
  readonly delayReason: string
  readonly difficulty: string
  readonly nextStep: string
  /** Days of milestones as changed; '' for one that is not reached. */
  readonly reached: Readonly<Record<string, string>>
}

export const emptyReport = (measure: Pick<Measure, 'latest'>, today: string): ReportDraft => ({
  state: 'in_hand',
  doneOn: today,
  doneText: '',
  delayReason: '',
  difficulty: measure.latest?.difficulty ?? '',
  nextStep: '',
  reached: {},
})

/** Whether what this browser kept is still such a draft. */
export const isReportDraft = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && ['state', 'doneOn', 'doneText', 'reached'].every((name) => name in value))

const reachedOf = (draft: ReportDraft, { milestones }: Pick<Measure, 'milestones'>) =>
  milestones.flatMap(({ id }) => {
    const on = draft.reached[id]
    return on === undefined ? [] : [{ milestoneId: id, on: dayOf(on) ?? null }]
  })

/** Why the reason of a delay must be given, by the same rule that the server holds; null: it need not. */
export function whyLate(draft: ReportDraft, measure: Measure, today: Day): string | null {
  const doneOn = draft.state === 'done' ? (dayOf(draft.doneOn) ?? today) : null
  return lateness(measure, reachedOf(draft, measure), doneOn, today)
}

/** What still stands in the way of handing the form in, in words; nothing: it may go. */
export function missingInReport(draft: ReportDraft, measure: Measure, today: Day): string[] {
  const late = whyLate(draft, measure, today)
  return [
    ...(draft.doneText.trim() === '' ? ['请填写完成情况'] : []),
    ...(late !== null && draft.delayReason.trim() === '' ? [`${late}，请填写滞后原因`] : []),
    ...(draft.state === 'done' && measure.evidence.length === 0 ? ['报“已完成”至少要有一份佐证，请先上传或关联'] : []),
    ...(draft.state === 'done' && draft.doneOn > today ? ['完成日期不能晚于今天'] : []),
  ]
}

/** The draft as the server takes it. */
export function reportInput(draft: ReportDraft, measure: Measure): z.input<typeof reportEndpoint.input> {
  const { state, doneOn, doneText, delayReason, difficulty, nextStep } = draft
  return {
    state,
    doneText,
    delayReason,
    difficulty,
    nextStep,
    ...(state === 'done' && doneOn !== '' && { doneOn }),
    reached: reachedOf(draft, measure),
  }
}
