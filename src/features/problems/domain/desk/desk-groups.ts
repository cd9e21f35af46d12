import { type Day, addDays } from '#kernel/days.ts'

/** A ledger filter as it stands in an address: whoever follows it sees exactly the rows that were counted. */
export type LedgerQuery = Readonly<Record<string, string>>

/** Time still runs for these. */
export const RUNNING = 'overdue,behind,unconfirmed,on_time'
const IN_TIME = 'behind,on_time'

/** By clock; together they are everything for which time still runs, each problem once. */
export const DESK_GROUPS = ['overdue', 'soon', 'unconfirmed', 'later', 'lasting'] as const
export type DeskGroup = (typeof DESK_GROUPS)[number]

export const groupWords = (group: DeskGroup, soonDays: number): string =>
  ({ overdue: '超期', soon: `${soonDays}天内到期`, unconfirmed: '期限待确认', later: '此后到期', lasting: '长期坚持' })[group]

/** Work done that nobody has applied for, and applications that have not come to their end (rules.md R-44): done is not closed. */
export const PROVING = {
  unapplied: { progress: 'done', closure: 'open' },
  unclosed: { closure: 'in_closeout' },
} as const satisfies Readonly<Record<string, LedgerQuery>>

/** What opens each group in the ledger, under conditions that hold for all of them. */
export const groupQueries = (base: LedgerQuery, today: Day, soonDays: number): Readonly<Record<DeskGroup, LedgerQuery>> => ({
  overdue: { ...base, schedule: 'overdue' },
  soon: { ...base, schedule: IN_TIME, dueFrom: today, dueTo: addDays(today, soonDays) },
  unconfirmed: { ...base, schedule: 'unconfirmed' },
  later: { ...base, schedule: IN_TIME, dueFrom: addDays(today, soonDays + 1) },
  lasting: { ...base, schedule: IN_TIME, dated: 'no' },
})

/** What opens the problems that a unit leads, of one value of an axis or all. */
export const unitQuery = (base: LedgerQuery, unit: string, axis?: 'progress' | 'schedule' | 'closure', value = ''): LedgerQuery => ({
  ...base,
  unit,
  ...(axis && { [axis]: value }),
})
