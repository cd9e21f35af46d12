import type { Actor } from './access.ts'
import type { Action } from './rooms.ts'

/**
 * What a program may be allowed to do with a token, in words. Not here, so never: signing and confirming, closing and taking back, accounts,
 * roles, settings, tokens, and what is sealed of complainants.
 */
export const TOKEN_ACTS = {
  'problem.edit': '填写、新增问题',
  'problem.name-person': '明确责任人',
  'rectification.plan': '编制整改方案',
  'rectification.report': '上报进展',
  'rectification.link': '关联佐证与措施',
  'evidence.add': '上传佐证',
  'evidence.describe': '填写佐证说明',
  'closeout.apply': '申请销号',
  'lookback.record': '登记回头看结果',
  'intake.import': '导入台账',
  'report.export': '生成报表文件',
  'org.save-unit': '维护单位',
  'org.save-inspection': '维护督察与来源',
  'org.load-holidays': '载入放假安排',
} as const satisfies Partial<Record<Action, string>>
export type TokenAct = keyof typeof TOKEN_ACTS
export const TOKEN_ACT_KEYS = Object.keys(TOKEN_ACTS) as [TokenAct, ...TokenAct[]]

/** What every token may read, as far as its owner may. */
const READING: readonly Action[] = [
  'org.view',
  'jobs.view',
  'matter.search',
  'evidence.view',
  'problem.view',
  'problem.view-raw',
  'closeout.view',
  'lookback.view',
  'report.export',
  'history.view',
  'history.view-matter',
  'audit.view',
  'audit.export',
  'desk.view',
  'desk.officer',
]

/** Its owner as the token has them: nothing but reading and the acts it names, and of these what the owner holds now. */
export const narrowed = (owner: Actor, acts: readonly Action[]): Actor => ({ ...owner, only: [...READING, ...acts] })
