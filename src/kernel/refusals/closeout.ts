import type { RefusalWords } from '../refusals.ts'

export const CLOSEOUT_REFUSALS = {
  'closeout.wrong-state': { status: 409, say: '当前是「{now}」，不能{act}' },
} as const satisfies RefusalWords
