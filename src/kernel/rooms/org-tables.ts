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
      phone: text('电话').orNull(),
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
    password_at: instant().orDefault().unrecorded(),
    first_used_at: instant().orNull().unrecorded(),
  }),
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
