import type { RefusalWords } from '../refusals.ts'

export const RECTIFICATION_REFUSALS = {
  'measure.not-found': { status: 404, say: '没有这条措施，可能已被取消，请刷新后再试' },
} as const satisfies RefusalWords
