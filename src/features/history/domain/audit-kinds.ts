import { ROLE_WORDS, type Role } from '#kernel/roles.ts'
import { ACTS, type Act } from '#kernel/rooms.ts'

/** What an auditor looks for, in the order of the page. */
export const AUDIT_KINDS = ['log-in', 'refusal', 'file', 'account', 'place', 'system', 'business'] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]
export const AUDIT_KIND_WORDS: Readonly<Record<AuditKind, string>> = {
  'log-in': '登录退出',
  refusal: '拒绝访问',
  file: '导出下载',
  account: '人员账号角色',
  place: '设置与基础信息',
  system: '系统运行',
  business: '业务办理',
}

const SECURITY: Readonly<Partial<Record<string, AuditKind>>> = {
  'security.log-in': 'log-in',
  'security.log-in-code': 'log-in',
  'security.log-out': 'log-in',
  'security.use-token': 'log-in',
  'security.refuse': 'refusal',
  'security.export': 'file',
  'security.download': 'file',
}
/** Acts on the place; every other act of 基础信息 is on people, what they may do and how they log in. */
const PLACE = /^org\.(set-up|(add|save|end|bring-back)-(unit|inspection|source|setting)|save-backup|load-holidays|know-name|forget-name)$/

/** Of what kind an act is; an unknown one of an older program is business. */
export function auditKindOf(act: string): AuditKind {
  if (act.startsWith('security.')) return SECURITY[act] ?? 'system'
  if (!act.startsWith('org.')) return 'business'
  return PLACE.test(act) ? 'place' : 'account'
}

/** The acts of a kind, for a query; business is whatever is none of the others. */
export const actsOfKind = (kind: AuditKind): Act[] => (Object.keys(ACTS) as Act[]).filter((act) => auditKindOf(act) === kind)

/** How something ended. */
export const OUTCOME_WORDS = { ok: '成功', refused: '拒绝', failed: '失败' } as const
export const rolesInWords = (roles: readonly Role[]) => roles.map((role) => ROLE_WORDS[role]).join('、')
