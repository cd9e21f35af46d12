/** One password for everybody in the demo; no such account exists in real use. */
export const DEMO_PASSWORD = 'bihuan-demo'

/** Who can log in to the demo: every role at least once, and both sides of a foreign unit. */
export const DEMO_LOG_INS: readonly (readonly [login: string, words: string])[] = [
  ['officer', '专班成员'],
  ['officer2', '专班成员'],
  ['handler-zhujian', '承办人（区住建局）'],
  ['handler-haitang', '承办人（海棠镇）'],
  ['head-zhujian', '单位负责人（区住建局）'],
  ['head-haitang', '单位负责人（海棠镇）'],
  ['leader1', '包联领导（海棠镇）'],
  ['leader2', '包联领导（东堤镇）'],
  ['verifier', '验收人'],
  ['supervisor', '督导员'],
  ['admin', '系统管理员（不看业务）'],
  ['security', '安全管理员（不看业务）'],
  ['auditor', '审计管理员（不看业务）'],
]
