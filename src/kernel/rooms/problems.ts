import { z } from 'zod'
import { needed } from '../fields.ts'
import type { Room } from '../declaration.ts'
import { PROBLEMS_TABLES } from './problems-tables.ts'

/** One type per kind of id: a unit id where a matter id belongs does not compile. */
export const MeasureId = z.guid().brand<'MeasureId'>()
export type MeasureId = z.infer<typeof MeasureId>
export const MilestoneId = z.guid().brand<'MilestoneId'>()
export type MilestoneId = z.infer<typeof MilestoneId>
export const ViewId = z.guid().brand<'ViewId'>()
export type ViewId = z.infer<typeof ViewId>

/** What a problem may be required to have: the "五个一" and what else counts as missing (rules.md R-22). */
export const SLOTS = ['leader', 'unit', 'person', 'target', 'deadline', 'measures', 'evidence'] as const
export type Slot = (typeof SLOTS)[number]
export const SLOT_WORDS: Readonly<Record<Slot, string>> = {
  leader: '领导',
  unit: '单位',
  person: '责任人',
  target: '目标',
  deadline: '期限',
  measures: '措施',
  evidence: '佐证',
}

export const problems = {
  name: 'problems',
  title: '问题',
  grants: {
    'problem.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
    /** Cells of a sheet nobody has read: others see what was made of them. */
    'problem.view-raw': { officer: 'all' },
    'problem.edit': { officer: 'all' },
    'problem.name-person': { officer: 'all', head: 'own-unit' },
    'problem.save-view': { officer: 'all', supervisor: 'all', handler: 'all', head: 'all', leader: 'all', verifier: 'all' },
  },
  refusals: {
    'problem.read-only': { status: 422, message: '「{column}」是上级原文或计算得出，不能修改' },
    'problem.closed': { status: 422, message: '「{title}」已销号，不能再填写；确需修改请先撤销销号' },
    'problem.bad-cell': { status: 422, message: '第 {row} 行「{column}」：{why}' },
    'problem.already': {
      status: 409,
      message: '上级编号「{upstreamNo}」、原文相同的问题已经在台账里，编号 {no}：请到该问题上办理，不要重复录入',
    },
    'problem.received-later': { status: 422, message: '收到日期不能晚于今天（{today}）：请填写实际收到交办的日期' },
    'problem.received-same': { status: 422, message: '收到日期已经是 {day}，不需要更正' },
    'problem.point-needs-parent': { status: 422, message: '点位必须归在一个问题之下' },
    'problem.wrong-level': { status: 422, message: '层级不对：问题归入上级原文，点位归入问题' },
    'problem.parent-closed': { status: 409, message: '上级已经销号，不能再归入；确需归入请先撤销销号' },
    'view.not-found': { status: 404, message: '没有这个视图，可能已被删除' },
    'view.name-taken': { status: 409, message: '已有同名视图：{name}' },
  },
  settings: {
    'problem.number-prefix': {
      title: '问题编号前缀',
      help: '本区自编号的开头，如 区改2026-0001',
      shape: needed(12, '请填写前缀'),
      standard: '区改',
      scopes: ['place'],
    },
    'mechanism.name': {
      title: '责任机制名称',
      help: '显示在台账和问题页上',
      shape: needed(20, '请填写名称'),
      standard: '五个一',
      scopes: ['place'],
    },
    'mechanism.slots': {
      title: '责任机制要素',
      help: '每个问题必须齐备的要素，缺一项即列入“缺项”',
      options: SLOT_WORDS,
      shape: z.array(z.enum(SLOTS)).min(1),
      standard: ['leader', 'unit', 'person', 'target', 'deadline'],
    },
    'deadline.immediate-by': {
      title: '立行立改的期限',
      help: '立行立改的问题最迟何时完成',
      options: { days: '收到之日起若干天内', entry: '督察组进驻前' },
      shape: z.enum(['days', 'entry']),
      standard: 'days',
    },
    'deadline.immediate-days': { title: '立行立改天数', help: '自收到之日起算', unit: '天', shape: z.int().min(1).max(365), standard: 15 },
    'deadline.review-months': {
      title: '长期坚持复核周期',
      help: '长期坚持、定期开展的事项多久复核一次',
      unit: '个月',
      shape: z.int().min(1).max(60),
      standard: 12,
    },
    'desk.soon-days': {
      title: '临期天数',
      help: '距最后日期不超过这些天的列为临期',
      unit: '天',
      shape: z.int().min(1).max(90),
      standard: 7,
      scopes: ['place'],
    },
  },
  acts: {
    'problem.edit': '填写台账',
    'problem.place': '归入上级原文',
    'problem.add-point': '新增点位',
    'problem.add': '新增问题',
    'problem.name-person': '明确责任人',
    'problem.mend-received': '更正收到日期',
    'problem.save-view': '保存视图',
    'problem.remove-view': '删除视图',
    'problem.recompute-due': '重新计算期限',
  },
  tables: PROBLEMS_TABLES,
  kinds: {
    problem: {
      title: '问题',
      facts: 'problem',
      number: { setting: 'problem.number-prefix' },
      path: '/problems/:id',
      view: 'problem.view',
    },
  },
} as const satisfies Room
