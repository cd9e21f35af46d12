/** What a progress report says of its measure. */
export const REPORT_STATES = ['in_hand', 'done'] as const
export type ReportState = (typeof REPORT_STATES)[number]
export const REPORT_STATE_WORDS: Readonly<Record<ReportState, string>> = { in_hand: '正在整改', done: '已完成' }
