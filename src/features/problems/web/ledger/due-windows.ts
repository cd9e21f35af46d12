import { type Day, addDays, addMonths, endOfMonth } from '#kernel/days.ts'
import type { FilterInput } from './ledger-list.ts'

/** Windows of last days asked for every day. */
export const DUE_WINDOWS = ['soon', 'month', 'next-month', 'overdue'] as const
export type DueWindow = (typeof DUE_WINDOWS)[number]
/** The day, and how many days before its end time is short. */
export type WindowTerms = { readonly today: Day; readonly soonDays: number }
export const dueWindowWords = (window: DueWindow, { soonDays }: Pick<WindowTerms, 'soonDays'>): string =>
  ({ soon: `${soonDays}天内到期`, month: '本月到期', 'next-month': '下月到期', overdue: '超期' })[window]

type Conditions = Pick<FilterInput, 'dueFrom' | 'dueTo' | 'schedule'>
const NONE: Conditions = { dueFrom: undefined, dueTo: undefined, schedule: undefined }

/** The conditions of a window; days count from today. Overdue is the state of the schedule, so that what has ended is not among it. */
export const conditionsOf = (window: DueWindow | undefined, terms: WindowTerms): Conditions => ({
  ...NONE,
  ...(window && MAKE[window](terms)),
})

const MAKE: Readonly<Record<DueWindow, (terms: WindowTerms) => Partial<Conditions>>> = {
  soon: ({ today, soonDays }) => ({ dueFrom: today, dueTo: addDays(today, soonDays) }),
  month: ({ today }) => monthOf(today),
  'next-month': ({ today }) => monthOf(addMonths(today, 1)),
  overdue: () => ({ schedule: 'overdue' }),
}

const monthOf = (day: Day) => ({ dueFrom: `${day.slice(0, 8)}01`, dueTo: endOfMonth(day) })

/** The window that conditions amount to; 'own' for days somebody chose. */
export function windowOf(filter: FilterInput, terms: WindowTerms): DueWindow | 'own' | undefined {
  const same = DUE_WINDOWS.find((window) => isSame(conditionsOf(window, terms), filter))
  if (same) return same
  return filter.dueFrom !== undefined || filter.dueTo !== undefined ? 'own' : undefined
}

const isSame = (wanted: Conditions, filter: FilterInput) =>
  wanted.dueFrom === filter.dueFrom &&
  wanted.dueTo === filter.dueTo &&
  (wanted.schedule === undefined || wanted.schedule === filter.schedule)
