import type { RefusalWords } from '../refusals.ts'

export const INTAKE_REFUSALS = {
  'intake.unreadable': { status: 422, say: '{message}' },
  'intake.not-found': { status: 404, say: '没有这份待导入的文件，或您无权查看' },
  'intake.not-open': { status: 409, say: '这份文件已于 {at} 由 {who} 处理，不能再次导入' },
  'intake.no-source': { status: 422, say: '请先选择督察与问题来源' },
  'intake.no-rows': { status: 422, say: '没有可以导入的行：{why}' },
  'intake.too-large': { status: 422, say: '文件超过 {limit} MB，请拆分后再导入' },
} as const satisfies RefusalWords
