import { SCHEDULE_MARKS } from '../../domain/axes.ts'
import type { LedgerRow } from '../../problems.contract.ts'

/** 2/5; where there are none nothing is counted. */
export const measureCount = ({ measuresDone, measuresTotal }: Pick<LedgerRow, 'measuresDone' | 'measuresTotal'>): string =>
  measuresTotal === 0 ? '' : `${measuresDone}/${measuresTotal}`

/**
 * How the clock is shown: while the time runs, what is left; a lasting matter has a next review and no last day;
 * and where time no longer counts, the words of the schedule and nothing that looks overdue.
 */
export function clockOf({ schedule, clock, dueOn, reviewOn }: Pick<LedgerRow, 'schedule' | 'clock' | 'dueOn' | 'reviewOn'>) {
  const { shape, tone, word } = SCHEDULE_MARKS[schedule]
  if (schedule === 'ended') return { text: word, shape, tone }
  if (dueOn === null && reviewOn !== null) return { text: `${reviewOn} 复核`, shape, tone }
  return clock.tone === 'soon' && schedule === 'on_time'
    ? { text: clock.text, shape, tone: 'warn' as const }
    : { text: clock.text, shape, tone }
}
