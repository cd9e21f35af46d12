import type { RefusalWords } from '../refusals.ts'

export const PROBLEMS_REFUSALS = {
  'problem.not-found': { status: 404, say: '没有这个问题，或您无权查看' },
  'problem.changed': { status: 409, say: '该问题已于 {at} 被 {who} 改动，请核对后再保存' },
  'problem.read-only': { status: 422, say: '「{column}」是上级原文或计算得出，不能修改' },
  'problem.closed': { status: 422, say: '「{title}」已销号，不能再填写；确需修改请先撤销销号' },
  'problem.bad-cell': { status: 422, say: '第 {row} 行「{column}」：{why}' },
  'problem.point-needs-parent': { status: 422, say: '点位必须归在一个问题之下' },
  'problem.wrong-level': { status: 422, say: '层级不对：问题归入上级原文，点位归入问题' },
  'problem.parent-closed': { status: 409, say: '上级已经销号，不能再归入；确需归入请先撤销销号' },
  'view.not-found': { status: 404, say: '没有这个视图，可能已被删除' },
  'view.name-taken': { status: 409, say: '已有同名视图：{name}' },
} as const satisfies RefusalWords
