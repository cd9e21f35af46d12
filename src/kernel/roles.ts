/** What a person may be in a unit, from one day to another (rules.md R-12). */
export const ROLES = [
  'officer',
  'handler',
  'head',
  'leader',
  'verifier',
  'supervisor',
  'system_admin',
  'security_admin',
  'audit_admin',
  'complainant_reader',
] as const
export type Role = (typeof ROLES)[number]

/** The three who keep the system and hold no business role; nobody is two of them (decision 0035). */
export const ADMIN_ROLES = ['system_admin', 'security_admin', 'audit_admin'] as const satisfies readonly Role[]
export type AdminRole = (typeof ADMIN_ROLES)[number]
export const isAdminRole = (role: Role): role is AdminRole => (ADMIN_ROLES as readonly Role[]).includes(role)

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  officer: '专班成员',
  handler: '承办人',
  head: '单位负责人',
  leader: '包联领导',
  verifier: '验收人',
  supervisor: '督导员',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '审计管理员',
  complainant_reader: '举报信息查阅人',
}

/** How far a grant reaches: every matter, those of one's own unit and below (and one's own), or those one takes part in. */
export type Scope = 'all' | 'own-unit' | 'mine'
export type Grants = Readonly<Record<string, Partial<Record<Role, Scope>>>>
