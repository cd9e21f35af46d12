import type { RefusalWords } from '../refusals.ts'

export const LOOKBACK_REFUSALS = {
  'lookback.not-found': { status: 404, say: '没有这次“回头看”，或您无权查看' },
} as const satisfies RefusalWords
