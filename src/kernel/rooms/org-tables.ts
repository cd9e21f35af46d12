import { bigint, bool, choice, day, instant, int, json, named, table, text, texts, unrecordedTable, uuid } from '../columns.ts'
import { ROLE_WORDS } from '../roles.ts'

/** What a unit of a district may be. */
export const UNIT_KINDS = ['district', 'leadership', 'department', 'town', 'village', 'task_force'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]
export const UNIT_KIND_WORDS: Readonly<Record<UnitKind, string>> = {
  district: '行政区',
  leadership: '领导班子',
  department: '部门',
  town: '镇街',
  village: '村（社区）',
  task_force: '专班',
}

/** Only the centre and the provinces hold inspections; a district's own work is never called 督察 (rules.md R-11). */
export const INSPECTION_LEVELS = ['central', 'provincial'] as const
export type InspectionLevel = (typeof INSPECTION_LEVELS)[number]
export const INSPECTION_LEVEL_WORDS: Readonly<Record<InspectionLevel, string>> = { central: '中央', provincial: '省级' }

export const INSPECTION_KINDS = ['routine', 'lookback', 'special'] as const
export type InspectionKind = (typeof INSPECTION_KINDS)[number]
export const INSPECTION_KIND_WORDS: Readonly<Record<InspectionKind, string>> = {
  routine: '例行督察',
  lookback: '督察“回头看”',
  special: '专项督察',
}

/** How somebody proves who they are: by the password kept here, by the unit's directory, by the unified log-in. */
export const LOG_IN_WAYS = ['local', 'ldap', 'oidc'] as const
export type LogInWay = (typeof LOG_IN_WAYS)[number]
export const LOG_IN_WAY_WORDS: Readonly<Record<LogInWay, string>> = { local: '本系统密码', ldap: '单位目录（LDAP）', oidc: '统一身份登录' }

/** What of accounts waits for a second administrator (decision 0040). */
export const ACTIVATION_KINDS = ['account', 'enable', 'reset', 'second_factor', 'way', 'duty'] as const
export type ActivationKind = (typeof ACTIVATION_KINDS)[number]
export const ACTIVATION_KIND_WORDS: Readonly<Record<ActivationKind, string>> = {
  account: '开通账号',
  enable: '启用账号',
  reset: '重置密码',
  second_factor: '重置两步验证',
  way: '改变登录方式',
  duty: '授予角色',
}
export const ACTIVATION_DECISIONS = ['activated', 'refused', 'withdrawn'] as const
export type ActivationDecision = (typeof ACTIVATION_DECISIONS)[number]
const ACTIVATION_DECISION_WORDS: Readonly<Record<ActivationDecision, string>> = {
  activated: '已启用',
  refused: '已退回',
  withdrawn: '已撤回',
}

/** Where problems come from. */
/** What a name in a sheet may mean. */
export const KNOWN_NAME_KINDS = ['unit', 'person'] as const

export const SOURCE_CLASSES = ['feedback', 'petition', 'film', 'special', 'audit', 'media', 'selfcheck', 'other'] as const
export type SourceClass = (typeof SOURCE_CLASSES)[number]
export const SOURCE_CLASS_WORDS: Readonly<Record<SourceClass, string>> = {
  feedback: '督察反馈',
  petition: '信访举报',
  film: '警示片',
  special: '专项检查',
  audit: '审计',
  media: '媒体曝光',
  selfcheck: '自查',
  other: '其他',
}

/** Who holds a session: a browser, or the command line for as long as one command runs. */
export type SessionKind = 'browser' | 'command'
export const SESSION_KIND_WORDS: Readonly<Record<SessionKind, string>> = { browser: '浏览器', command: '命令行' }
/** Why a session ended before its time: a log-in elsewhere, by its holder, by an administrator, with the account or its password. */
export type EndedWhy = 'elsewhere' | 'own' | 'admin' | 'account'
const ENDED_WHY_WORDS: Readonly<Record<EndedWhy, string>> = {
  elsewhere: '在别处登录',
  own: '本人结束',
  admin: '管理员结束',
  account: '账号或密码有变',
}

export const ORG_TABLES = {
  unit: table(
    'id',
    {
      id: uuid(),
      parent_id: named('上级单位').orNull(),
      kind: choice('单位类别', UNIT_KIND_WORDS),
      name: text('单位名称'),
      short_name: text('简称').orNull(),
      aliases: texts('别名').orDefault(),
      initials: text().orDefault(),
      sort: int('排序').orDefault(),
      ended_on: day('停用日期').orNull(),
    },
    { name: ['short_name', 'name'] },
  ),
  person: table(
    'id',
    {
      id: uuid(),
      name: text('姓名'),
      initials: text(),
      post: text('职务').orNull(),
      unit_id: named('所在单位'),
      phone: text('电话').orNull().sensitive(),
      ended_on: day('离任日期').orNull(),
    },
    { name: ['name'] },
  ),
  duty: table(
    'id',
    {
      id: uuid(),
      person_id: uuid(),
      unit_id: named('任职单位'),
      role: choice('角色', ROLE_WORDS),
      from_on: day('起始日期'),
      to_on: day('终止日期').orNull(),
    },
    { whose: 'person_id' },
  ),
  account: table('person_id', {
    person_id: uuid(),
    login: text('登录名'),
    password_hash: text().digested(),
    must_change: bool('首次登录须改密码'),
    disabled_at: instant('停用时间').orNull(),
    way: choice('登录方式', LOG_IN_WAY_WORDS).orDefault().cameLater('local'),
    password_at: instant().orDefault().unrecorded(),
    first_used_at: instant().orNull().unrecorded(),
    used_at: instant().orDefault().unrecorded(),
  }),
  activation: table(
    'id',
    {
      id: uuid(),
      kind: choice('变更', ACTIVATION_KIND_WORDS),
      person_id: uuid(),
      unit_id: named('任职单位').orNull(),
      role: choice('角色', ROLE_WORDS).orNull(),
      from_on: day('起始日期').orNull(),
      to_on: day('终止日期').orNull(),
      way: choice('登录方式', LOG_IN_WAY_WORDS).orNull(),
      password_hash: text().orNull().digested(),
      made_by: named('提交人'),
      made_at: instant('提交时间'),
      decision: choice('结果', ACTIVATION_DECISION_WORDS).orNull(),
      decided_by: named('启用人').orNull(),
      decided_at: instant('启用时间').orNull(),
      decision_reason: text('原因').orNull(),
    },
    { whose: 'person_id' },
  ),
  second_factor: table('person_id', {
    person_id: uuid(),
    secret: text().digested(),
    since: instant('启用时间'),
    last_step: bigint().unrecorded(),
  }),
  second_factor_draft: unrecordedTable({ person_id: uuid(), secret: text(), at: instant() }),
  recovery_code: unrecordedTable({ person_id: uuid(), code_hash: text(), used_at: instant().orNull() }),
  password_history: unrecordedTable({ id: bigint().orDefault(), person_id: uuid(), password_hash: text(), at: instant() }),
  login_count: unrecordedTable({
    about: text(),
    address: text(),
    failures: int(),
    since: instant(),
    full_at: instant().orNull(),
    locked_until: instant().orNull(),
    known_at: instant().orNull(),
  }),
  session: unrecordedTable({
    token_hash: text(),
    person_id: uuid(),
    created_at: instant(),
    seen_at: instant(),
    expires_at: instant(),
    kind: choice('登录方式', SESSION_KIND_WORDS),
    address: text().orNull(),
    agent: text().orNull(),
    awaits_code: bool(),
    proven_at: instant(),
    ended_at: instant().orNull(),
    ended_why: choice('结束原因', ENDED_WHY_WORDS).orNull(),
    ended_from: text().orNull(),
  }),
  api_token: table(
    'id',
    {
      id: uuid(),
      person_id: named('所属人'),
      name: text('令牌名称'),
      token_hash: text().unrecorded(),
      acts: texts('准办事项').orNull(),
      made_at: instant('生成时间'),
      expires_on: day('有效期至'),
      ended_at: instant('作废时间').orNull(),
      used_at: instant().orNull().unrecorded(),
      used_from: text().orNull().unrecorded(),
    },
    { name: ['name'] },
  ),
  inspection: table(
    'id',
    {
      id: uuid(),
      level: choice('督察层级', INSPECTION_LEVEL_WORDS),
      kind: choice('督察类型', INSPECTION_KIND_WORDS),
      name: text('督察名称'),
      round: text('轮次').orNull(),
      batch: text('批次').orNull(),
      province: text('省份').orNull(),
      entry_on: day('进驻日期').orNull(),
      exit_on: day('离开日期').orNull(),
      feedback_on: day('反馈日期').orNull(),
    },
    { name: ['name'] },
  ),
  source: table(
    'id',
    { id: uuid(), name: text('来源名称'), class: choice('来源类别', SOURCE_CLASS_WORDS), inspection_id: named('所属督察').orNull() },
    { name: ['name'] },
  ),
  setting: table('key', { key: text(), scope: text().orDefault(), version: int(), value: json<unknown>('设置') }),
  known_name: table('raw', { kind: text(), raw: text(), target_id: named('名称所指').orNull() }),
  holiday_year: table('year', { year: int(), source: text('放假安排依据'), loaded_at: instant().orDefault() }, { shipped: true }),
  holiday: table('year', { day: day(), kind: text(), name: text(), year: int() }, { shipped: true }),
}
