import type { Measure, Report } from '#features/rectification/rectification.contract.ts'

type Reported = Pick<Report, 'cycle' | 'doneText'>
const LIMIT = 4000

/** 完成情况 as it can be told from the newest report of this cycle on every measure, in the order of the plan; edited before it is sent. */
export function statementOf(measures: readonly { readonly no: number; readonly latest: Reported | null }[], cycle: number): string {
  const lines = measures.flatMap(({ no, latest }) => (latest?.cycle === cycle ? [`${no}. ${latest.doneText.trim()}`] : []))
  return lines.join('\n').slice(0, LIMIT)
}

/** The day the last measure was done; `today` where none says. */
export const completedOnOf = (measures: readonly Pick<Measure, 'doneOn'>[], today: string): string =>
  measures
    .flatMap(({ doneOn }) => (doneOn === null ? [] : [doneOn]))
    .toSorted()
    .at(-1) ?? today
