/** What rooms to the left call the acts that change what was signed. */
const ACTS: Readonly<Record<string, string>> = {
  'problem.edit': '填写台账',
  'problem.name-person': '明确责任人',
  'problem.mend-received': '更正收到日期',
  'problem.place': '调整上下级',
  'problem.recompute-due': '重新计算期限',
  'rectification.recompute-due': '重新计算措施期限',
  'intake.update': '导入更新',
  'rectification.plan': '编制整改方案',
  'rectification.report': '填报进展',
  'rectification.link': '关联佐证',
  'rectification.unlink': '取消关联佐证',
  'rectification.reopen': '措施恢复为未完成',
  'evidence.take-down': '撤下佐证',
}

/** Why an opinion stands no longer, with the act that changed the facts. */
export const voidWords = (act: string): string => `签署后材料有变动（${ACTS[act] ?? act}），原意见失效，须重新办理`
