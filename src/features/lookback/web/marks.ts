import { LOOKBACK_RESULT_WORDS, type LookbackResult } from '#kernel/rooms/lookback.ts'
import type { Shape, Tone } from '#ui/feedback/StatusIcon.tsx'
import { ITEM_STATE_WORDS, type ItemState } from '../domain/lookback.ts'

type Mark = { readonly word: string; readonly shape: Shape; readonly tone: Tone }

export const RESULT_MARKS: Readonly<Record<LookbackResult | 'none', Mark>> = {
  none: { word: '未登记', shape: 'ring', tone: 'plain' },
  stable: { word: LOOKBACK_RESULT_WORDS.stable, shape: 'check', tone: 'good' },
  loosened: { word: LOOKBACK_RESULT_WORDS.loosened, shape: 'half', tone: 'warn' },
  rebound: { word: LOOKBACK_RESULT_WORDS.rebound, shape: 'return', tone: 'alarm' },
  false: { word: LOOKBACK_RESULT_WORDS.false, shape: 'triangle', tone: 'alarm' },
  unverifiable: { word: LOOKBACK_RESULT_WORDS.unverifiable, shape: 'question', tone: 'doubt' },
}

export const STATE_MARKS: Readonly<Record<ItemState, Mark>> = {
  waiting: { word: ITEM_STATE_WORDS.waiting, shape: 'ring', tone: 'plain' },
  recorded: { word: ITEM_STATE_WORDS.recorded, shape: 'diamond', tone: 'warn' },
  verified: { word: ITEM_STATE_WORDS.verified, shape: 'check', tone: 'good' },
  reopened: { word: ITEM_STATE_WORDS.reopened, shape: 'return', tone: 'alarm' },
}
