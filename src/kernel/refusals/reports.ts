import type { RefusalWords } from '../refusals.ts'

export const REPORTS_REFUSALS = {
  'report.unwritable': { status: 422, say: '{message}' },
  'report.no-such-paper': { status: 404, say: '没有这一轮或这一次核查的文书，请刷新后重新选择' },
} as const satisfies RefusalWords
