import type { RefusalWords } from '../refusals.ts'

export const REPORTS_REFUSALS = { 'report.unwritable': { status: 422, say: '{message}' } } as const satisfies RefusalWords
