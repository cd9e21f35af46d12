import { choice, day, instant, int, named, table, text, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

/** What a progress report says of its measure. */
export const REPORT_STATES = ['in_hand', 'done'] as const
export type ReportState = (typeof REPORT_STATES)[number]
export const REPORT_STATE_WORDS: Readonly<Record<ReportState, string>> = { in_hand: '正在整改', done: '已完成' }

export const rectification = {
  name: 'rectification',
  title: '整改',
  grants: {
    'rectification.plan': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
    'rectification.report': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
    'rectification.link': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
  },
  refusals: {
    'measure.not-found': { status: 404, message: '没有这条措施，可能已被取消，请刷新后再试' },
    'rectification.not-doer': {
      status: 403,
      message: '您的单位不承担该问题的整改（牵头、配合、属地或措施的承担单位），不能{act}；如应承担请联系专班',
    },
    'rectification.of-item': { status: 422, message: '上级原文不编制方案，请在它下面的问题上办理' },
    'rectification.closed': { status: 422, message: '该问题已销号，不能再改动方案、填报进展或关联佐证；确需改动请先撤销销号' },
    'rectification.declared': { status: 422, message: '原台账载明已销号，请先在“回头看”中核查，认定重新整改后再办理' },
    'plan.of-point': { status: 422, message: '点位沿用所属问题的措施，请到所属问题上编制方案' },
    'plan.unknown-line': { status: 409, message: '第 {row} 行原来的措施或节点已被他人取消，请核对最新方案后再保存' },
    'plan.unknown-holder': { status: 422, message: '第 {row} 条措施的责任单位或责任人不在名册中或已停用，请重新选择' },
    'plan.removal-reason': { status: 422, message: '第 {no} 条措施已有填报或佐证，取消它请写明原因' },
    'plan.milestone-late': { status: 422, message: '第 {row} 条措施的节点「{text}」晚于措施期限 {due}；请改节点日期，或写明原因' },
    'report.no-proof': { status: 422, message: '措施 {no} 还没有佐证：请先上传并关联至少一份佐证材料，再填报“已完成”' },
    'report.day-ahead': { status: 422, message: '{what}不能晚于今天（{today}），请改正日期' },
    'report.before-received': { status: 422, message: '{what}不能早于收到问题的日期（{received}），请改正日期' },
    'report.delay-reason': { status: 422, message: '{why}，请填写滞后原因' },
    'report.unknown-milestone': { status: 409, message: '有节点已被他人取消，请刷新后再填报' },
    'report.points-milestones': { status: 422, message: '点位沿用所属问题的节点，节点是否达到请在所属问题上填报' },
    'link.not-here': { status: 422, message: '所选材料不是该问题的整改佐证，请先上传到该问题再关联' },
    'link.taken-down': { status: 409, message: '「{name}」已撤下，不能再作佐证' },
    'link.last-proof': {
      status: 422,
      message: '措施 {no} 已报完成，「{name}」是它最后一份佐证：请先关联别的佐证，或改报“正在整改”，再取消关联',
    },
  },
  acts: {
    'rectification.plan': '编制整改方案',
    'rectification.report': '填报进展',
    'rectification.link': '关联佐证',
    'rectification.unlink': '取消关联佐证',
    'rectification.reopen': '措施恢复为未完成',
    'rectification.recompute-due': '重新计算措施期限',
  },
  tables: {
    progress_report: table('id', {
      id: uuid(),
      matter_id: uuid(),
      measure_id: uuid(),
      cycle: int(),
      reported_on: day('填报日期'),
      state: choice('填报状态', REPORT_STATE_WORDS),
      done_text: text('完成情况'),
      delay_reason: text('滞后原因').orNull(),
      difficulty: text('存在困难').orNull(),
      next_step: text('下步打算').orNull(),
      person_id: named('填报人'),
      at: instant(),
    }),
  },
} as const satisfies Room
