import { z } from 'zod'

/** What a problem may be required to have: the "五个一" and what else counts as missing (`domain.md` §5.1). */
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

export const PROBLEMS_SETTINGS = {
  'problem.number-prefix': {
    title: '问题编号前缀',
    help: '本区自编号的开头，如 区改2026-0001',
    shape: z.string().trim().min(1).max(12),
    standard: '区改',
  },
  'mechanism.name': { title: '责任机制名称', help: '显示在台账和问题页上', shape: z.string().trim().min(1).max(20), standard: '五个一' },
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
} as const
