import { ROLE_WORDS } from '#kernel/roles.ts'
import { PART_WORDS } from '#features/matters/domain/parts.ts'
import { INSPECTION_KIND_WORDS, INSPECTION_LEVEL_WORDS, SOURCE_CLASS_WORDS } from '#features/org/domain/inspections.ts'
import { UNIT_KIND_WORDS } from '#features/org/domain/units.ts'
import { LEVEL_WORDS } from '#features/problems/domain/problem.ts'

/** A column as the reader sees it; `as` says how its value is told: a table of words, the name behind an id, yes or no, an instant, an import's sum. */
export type Field = { readonly label: string; readonly as?: Words | 'name' | 'flag' | 'instant' | 'receipt' }
type Words = Readonly<Record<string, string>>
/** Columns of one recorded table; null: not for readers (keys, raw JSON, what is computed). */
export type Fields = Readonly<Record<string, Field | null>>

const text = (label: string): Field => ({ label })
const named = (label: string): Field => ({ label, as: 'name' })
const worded = (label: string, words: Words): Field => ({ label, as: words })
export const ISSUER_WORDS: Words = { national: '国家', provincial: '省', city: '市', district: '区' }
const STATE_WORDS: Words = { open: '未申请销号', in_closeout: '验收中', closed: '已销号' }
const INTAKE_STATE_WORDS: Words = { open: '待导入', committed: '已导入', discarded: '已放弃', unreadable: '不能读取' }
const DECLARED_WORDS: Words = { in_hand: '原台账载明正在整改', done: '原台账载明完成', closed: '原台账载明销号' }

/** Every column of every recorded table (design §3 "Events"): one with no line here fails the test. */
export const FIELDS = {
  unit: {
    id: null,
    parent_id: named('上级单位'),
    kind: worded('单位类别', UNIT_KIND_WORDS),
    name: text('单位名称'),
    short_name: text('简称'),
    aliases: text('别名'),
    initials: null,
    sort: text('排序'),
    ended_on: text('停用日期'),
  },
  person: {
    id: null,
    name: text('姓名'),
    initials: null,
    post: text('职务'),
    unit_id: named('所在单位'),
    phone: text('电话'),
    ended_on: text('离任日期'),
  },
  duty: {
    id: null,
    person_id: null,
    unit_id: named('任职单位'),
    role: worded('角色', ROLE_WORDS),
    from_on: text('起始日期'),
    to_on: text('终止日期'),
  },
  account: {
    person_id: null,
    login: text('登录名'),
    must_change: { label: '首次登录须改密码', as: 'flag' },
    disabled_at: { label: '停用时间', as: 'instant' },
  },
  inspection: {
    id: null,
    level: worded('督察层级', INSPECTION_LEVEL_WORDS),
    kind: worded('督察类型', INSPECTION_KIND_WORDS),
    name: text('督察名称'),
    round: text('轮次'),
    batch: text('批次'),
    province: text('省份'),
    entry_on: text('进驻日期'),
    exit_on: text('离开日期'),
    feedback_on: text('反馈日期'),
  },
  source: { id: null, name: text('来源名称'), class: worded('来源类别', SOURCE_CLASS_WORDS), inspection_id: named('所属督察') },
  setting: { key: null, scope: null, version: null, value: text('设置') },
  known_name: { kind: null, raw: null, target_id: named('名称所指') },
  matter: {
    id: null,
    kind: null,
    title: null, // put together from task, wording and point
    state: worded('销号状态', STATE_WORDS),
    cycle: null,
    step: text('环节'),
    version: null,
    due_on: text('最后日期'),
    done_on: text('完成日期'),
    place: text('地点'),
    created_at: null,
  },
  matter_number: { matter_id: null, issuer: worded('编号层级', ISSUER_WORDS), source_id: null, no: text('编号') },
  responsibility: {
    id: null,
    matter_id: null,
    part: worded('责任', PART_WORDS),
    unit_id: named('单位'),
    person_id: named('人员'),
    holder_text: text('名称'),
    phone: text('电话'),
    sort: null,
    from_on: text('起始日期'),
    to_on: text('终止日期'),
  },
  problem: {
    matter_id: null,
    level: worded('层级', LEVEL_WORDS),
    parent_id: null, // its title may be out of the reader's reach
    source_id: named('来源'),
    round: text('轮次'),
    category: text('类别'),
    problem_types: text('问题类型'),
    wording: text('反馈原文'),
    wording_hash: null,
    task: text('整改任务'),
    point: text('点位'),
    region: null, // stands as the matter's place
    target: text('整改目标'),
    progress_text: text('进展情况'),
    remark: text('备注'),
    received_on: text('收到日期'),
    deadline_raw: text('时限原文'),
    deadline: null,
    confirmed_on: text('确认的最后日期'),
    review_on: text('下次复核'),
    declared: worded('原台账载明', DECLARED_WORDS),
    declared_raw: text('原台账写法'),
    declared_on: text('原台账日期'),
    raw: null,
    intake_id: null,
    intake_at: text('出处'),
  },
  measure: {
    id: null,
    problem_id: null,
    no: null,
    text: text('内容'),
    kind: text('类别'),
    unit_id: named('责任单位'),
    person_id: named('责任人'),
    deadline_raw: text('时限原文'),
    due_on: text('最后日期'),
    result: text('应见成果'),
    started_on: text('启动日期'),
    done_on: text('完成日期'),
    removed_on: text('取消日期'),
  },
  milestone: { id: null, measure_id: null, no: null, text: text('内容'), due_on: text('最后日期'), reached_on: text('达到日期') },
  intake: {
    id: null,
    file_name: text('文件名'),
    file_hash: null,
    file_bytes: null,
    state: worded('导入状态', INTAKE_STATE_WORDS),
    source_id: named('来源'),
    receipt: { label: '回执', as: 'receipt' },
    person_id: null,
    created_at: null,
    committed_at: null,
  },
  ledger_view: { id: null, person_id: null, name: text('视图名称'), query: null },
  holiday_year: { year: null, source: text('放假安排依据'), loaded_at: null },
  holiday: { day: null, kind: null, name: null, year: null },
} as const satisfies Record<string, Fields>
