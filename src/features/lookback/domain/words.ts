/** What was found when a closure was looked at again (`domain.md` §1.7). */
export const LOOKBACK_RESULTS = ['stable', 'loosened', 'rebound', 'false', 'unverifiable'] as const
export type LookbackResult = (typeof LOOKBACK_RESULTS)[number]
export const LOOKBACK_RESULT_WORDS: Readonly<Record<LookbackResult, string>> = {
  stable: '稳定',
  loosened: '松动',
  rebound: '反弹',
  false: '虚假',
  unverifiable: '无法核实',
}

export const OUTCOMES = ['verified', 'reopened'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = { verified: '核实确认', reopened: '重新整改' }

/** Where an item stands: to be looked at, to be decided, ended one way or the other. */
export const ITEM_STATES = ['waiting', 'recorded', ...OUTCOMES] as const
export type ItemState = (typeof ITEM_STATES)[number]
export const ITEM_STATE_WORDS: Readonly<Record<ItemState, string>> = { waiting: '待核查', recorded: '待处理', ...OUTCOME_WORDS }
