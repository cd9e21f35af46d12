import type { RefusalWords } from '../refusals.ts'

export const RECTIFICATION_REFUSALS = {
  'measure.not-found': { status: 404, say: '没有这条措施，可能已被取消，请刷新后再试' },
  'rectification.not-doer': {
    status: 403,
    say: '您的单位不承担该问题的整改（牵头、配合、属地或措施的承担单位），不能{act}；如应承担请联系专班',
  },
  'rectification.of-item': { status: 422, say: '上级原文不编制方案，请在它下面的问题上办理' },
  'rectification.closed': { status: 422, say: '该问题已销号，不能再改动方案、填报进展或关联佐证；确需改动请先撤销销号' },
  'rectification.declared': { status: 422, say: '原台账载明已销号，请先在“回头看”中核查，认定重新整改后再办理' },
  'plan.of-point': { status: 422, say: '点位沿用所属问题的措施，请到所属问题上编制方案' },
  'plan.unknown-line': { status: 409, say: '第 {row} 行原来的措施或节点已被他人取消，请核对最新方案后再保存' },
  'plan.unknown-holder': { status: 422, say: '第 {row} 条措施的责任单位或责任人不在名册中或已停用，请重新选择' },
  'plan.removal-reason': { status: 422, say: '第 {no} 条措施已有填报或佐证，取消它请写明原因' },
  'plan.milestone-late': { status: 422, say: '第 {row} 条措施的节点「{text}」晚于措施期限 {due}；请改节点日期，或写明原因' },
  'report.no-proof': { status: 422, say: '措施 {no} 还没有佐证：请先上传并关联至少一份佐证材料，再填报“已完成”' },
  'report.day-ahead': { status: 422, say: '{what}不能晚于今天（{today}），请改正日期' },
  'report.before-received': { status: 422, say: '{what}不能早于收到问题的日期（{received}），请改正日期' },
  'report.delay-reason': { status: 422, say: '{why}，请填写滞后原因' },
  'report.unknown-milestone': { status: 409, say: '有节点已被他人取消，请刷新后再填报' },
  'report.points-milestones': { status: 422, say: '点位沿用所属问题的节点，节点是否达到请在所属问题上填报' },
  'link.not-here': { status: 422, say: '所选材料不是该问题的整改佐证，请先上传到该问题再关联' },
  'link.taken-down': { status: 409, say: '「{name}」已撤下，不能再作佐证' },
  'link.last-proof': { status: 422, say: '措施 {no} 已报完成，「{name}」是它最后一份佐证：请先关联别的佐证，或改报“正在整改”，再取消关联' },
} as const satisfies RefusalWords
