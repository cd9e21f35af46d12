/** What one line of a close-out file records. */
export const ENTRY_ACTS = ['apply', 'withdraw', 'opinion', 'return', 'verification', 'notice', 'notice_end', 'filing', 'revoke'] as const
export type EntryAct = (typeof ENTRY_ACTS)[number]
export const ENTRY_ACT_WORDS: Readonly<Record<EntryAct, string>> = {
  apply: '申请销号',
  withdraw: '撤回申请',
  opinion: '签署意见',
  return: '退回',
  verification: '现场核查',
  notice: '开始公示',
  notice_end: '公示结束',
  filing: '备案',
  revoke: '撤销销号',
}

export const VERDICTS = ['agree', 'return', 'pass', 'fail'] as const
export type Verdict = (typeof VERDICTS)[number]
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = { agree: '同意', return: '退回', pass: '通过', fail: '不通过' }

/** Why a closure is taken back (`domain.md` §1.7). */
export const REVOKE_KINDS = ['rebound', 'false', 'incomplete', 'mistake'] as const
export type RevokeKind = (typeof REVOKE_KINDS)[number]
export const REVOKE_KIND_WORDS: Readonly<Record<RevokeKind, string>> = {
  rebound: '问题反弹',
  false: '虚假整改',
  incomplete: '整改不到位',
  mistake: '办理有误',
}
