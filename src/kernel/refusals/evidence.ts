import type { RefusalWords } from '../refusals.ts'

export const EVIDENCE_REFUSALS = {
  'evidence.not-found': { status: 404, say: '没有这份材料，或您无权查看' },
} as const satisfies RefusalWords
