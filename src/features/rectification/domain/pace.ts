/** Whether one measure keeps to its time (`domain.md` §6.4): computed, never typed. */
export const PACES = ['done', 'overdue', 'behind', 'on_time', 'undated'] as const
export type Pace = (typeof PACES)[number]
