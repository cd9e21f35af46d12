import { type Day, addDays, addMonths, endOfMonth } from '#kernel/days.ts'
import type { FilterInput } from './ledger-url.ts'

/** Windows of last days asked for every day. */
export const DUE_WINDOWS = ['week', 'month', 'next-month', 'overdue'] as const
export type DueWindow = (typeof DUE_WINDOWS)[number]
export const DUE_WINDOW_WORDS: Readonly<Record<DueWindow, string>> = {
  week: '7天内到期',
  month: '本月到期',
  'next-month': '下月到期',
  overdue: '超期',
}

type Conditions = Pick<FilterInput, 'dueFrom' | 'dueTo' | 'schedule'>
const NONE: Conditions = { dueFrom: undefined, dueTo: undefined, schedule: undefined }

/** The conditions of a window; days count from today. Overdue is the state of the schedule, so that what has ended is not among it. */
export const conditionsOf = (window: DueWindow | undefined, today: Day): Conditions => ({ ...NONE, ...(window && MAKE[window](today)) })

const MAKE: Readonly<Record<DueWindow, (today: Day) => Partial<Conditions>>> = {
  week: (today) => ({ dueFrom: today, dueTo: addDays(today, 7) }),
  month: (today) => monthOf(today),
  'next-month': (today) => monthOf(addMonths(today, 1)),
  overdue: () => ({ schedule: 'overdue' }),
}

const monthOf = (day: Day) => ({ dueFrom: `${day.slice(0, 8)}01`, dueTo: endOfMonth(day) })

/** The window that conditions amount to; 'own' for days somebody chose. */
export function windowOf(filter: FilterInput, today: Day): DueWindow | 'own' | undefined {
  const same = DUE_WINDOWS.find((window) => isSame(conditionsOf(window, today), filter))
  if (same) return same
  return filter.dueFrom !== undefined || filter.dueTo !== undefined ? 'own' : undefined
}

const isSame = (wanted: Conditions, filter: FilterInput) =>
  wanted.dueFrom === filter.dueFrom &&
  wanted.dueTo === filter.dueTo &&
  (wanted.schedule === undefined || wanted.schedule === filter.schedule)
