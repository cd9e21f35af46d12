import { STEP_ENTRIES, type StepEntry } from './closeout-steps.ts'
import { bool, choice, day, instant, int, json, named, table, text, uuid } from '../columns.ts'

const OF_NO_STEP = { apply: '申请销号', withdraw: '撤回申请', return: '退回', revoke: '撤销销号' } as const
/** What one line of a close-out file records: what its steps leave there, and what is no step of a chain. */
export type EntryAct = keyof typeof OF_NO_STEP | StepEntry
const ofSteps = Object.fromEntries(Object.entries(STEP_ENTRIES).map(([act, { word }]) => [act, word])) as Record<StepEntry, string>
export const ENTRY_ACT_WORDS: Readonly<Record<EntryAct, string>> = { ...OF_NO_STEP, ...ofSteps }
export const ENTRY_ACTS = Object.keys(ENTRY_ACT_WORDS) as [EntryAct, ...EntryAct[]]

export const VERDICTS = ['agree', 'return', 'pass', 'fail'] as const
export type Verdict = (typeof VERDICTS)[number]
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = { agree: '同意', return: '退回', pass: '通过', fail: '不通过' }

/** Why a closure is taken back (rules.md R-56). */
export const REVOKE_KINDS = ['rebound', 'false', 'incomplete', 'mistake'] as const
export type RevokeKind = (typeof REVOKE_KINDS)[number]
export const REVOKE_KIND_WORDS: Readonly<Record<RevokeKind, string>> = {
  rebound: '问题反弹',
  false: '虚假整改',
  incomplete: '整改不到位',
  mistake: '办理有误',
}

/** What came of a change of a chain that somebody proposed. */
const PROPOSAL_WORDS = { approved: '批准', refused: '不批准', withdrawn: '撤回' } as const
export const CHAIN_DECISIONS = ['approved', 'refused', 'withdrawn'] as const
export type ChainDecision = keyof typeof PROPOSAL_WORDS

export const CLOSEOUT_TABLES = {
  closeout: table('id', {
    id: uuid(),
    matter_id: uuid(),
    cycle: int('第几次销号'),
    chain: json(),
    chain_version: int(),
    seal_form: int().orNull(),
    statement: text('完成情况'),
    lasting_mechanism: text('长效机制').orNull(),
    completed_on: day('完成日期'),
    applied_by: named('申请人'),
    applications: int('申请次数').orDefault(),
    returns: int('退回次数').orDefault(),
    begun_at: instant(),
    closed_on: day('销号日期').orNull(),
    filed_on: day('备案日期').orNull(),
    revoked_on: day('撤销日期').orNull(),
    revoke_kind: choice('撤销情形', REVOKE_KIND_WORDS).orNull(),
    revoke_reason: text('撤销原因').orNull(),
  }),
  closeout_entry: table('id', {
    id: uuid(),
    closeout_id: uuid(),
    seq: int(),
    step: text(),
    act: choice('办理', ENTRY_ACT_WORDS),
    verdict: choice('结论', VERDICT_WORDS).orNull(),
    signatory_id: named('签署人').orNull(),
    recorder_id: named('代录人').orNull(),
    signed_on: day('签署日期'),
    text: text('意见').orNull(),
    scan_id: uuid().orNull(),
    seal: text().orNull(),
    facts: json(),
    at: instant(),
    voided_at: instant('作废时间').orNull(),
    void_reason: text('作废原因').orNull(),
    confirm_by: day('代录确认期限').orNull(),
    confirmed_by: named('代录确认人').orNull(),
    confirmed_at: instant('代录确认时间').orNull(),
  }),
  closeout_seal: table('closeout_id', { closeout_id: uuid(), hash: text('所见材料校验码'), facts: json() }),
  notice_objection: table('id', {
    id: uuid(),
    closeout_id: uuid(),
    received_on: day('收到异议日期'),
    text: text('异议内容'),
    answer: text('答复').orNull(),
    answered_on: day('答复日期').orNull(),
    upheld: bool('异议成立').orNull(),
    recorded_by: named('登记人'),
  }),
  chain_proposal: table('id', {
    id: uuid(),
    scope: text('适用范围'),
    base_version: int(),
    steps: json().orNull(),
    reason: text('修改原因'),
    proposed_by: named('提出人'),
    proposed_at: instant(),
    decision: choice('审批结论', PROPOSAL_WORDS).orNull(),
    decided_by: named('审批人').orNull(),
    decided_at: instant().orNull(),
    decision_reason: text('审批意见').orNull(),
  }),
}
