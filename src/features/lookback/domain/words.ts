import { OUTCOMES, OUTCOME_WORDS } from '#kernel/rooms/lookback.ts'

/** Where an item stands: to be looked at, to be decided, ended one way or the other. */
export const ITEM_STATES = ['waiting', 'recorded', ...OUTCOMES] as const
export type ItemState = (typeof ITEM_STATES)[number]
export const ITEM_STATE_WORDS: Readonly<Record<ItemState, string>> = { waiting: '待核查', recorded: '待处理', ...OUTCOME_WORDS }
