import { isOfSort } from '#kernel/rooms/closeout-steps.ts'
import type { Closeout } from '../../closeout.contract.ts'

/** How a close-out stands, in a line: 验收中：整改专班复核意见, 第 2 次申请, 退回 1 次. */
export function summaryOf({ words, step, state, current }: Pick<Closeout, 'words' | 'step' | 'state' | 'current'>): string {
  const where = state === 'in_closeout' && step ? `${words}：${step.name}` : words
  const round = current && current.cycle > 1 ? `第 ${current.cycle} 轮` : ''
  const applied = current ? `第 ${current.applications} 次申请` : ''
  const returned = current && current.returns > 0 ? `退回 ${current.returns} 次` : ''
  return [where, round, applied, returned].filter(Boolean).join('　')
}

/** The cycle that runs, or would begin with an application. */
export const cycleOf = ({ current, earlier }: Pick<Closeout, 'current' | 'earlier'>): number =>
  current?.cycle ?? Math.max(0, ...earlier.map(({ cycle }) => cycle)) + 1

/** A notice has been published at the running step and not ended: objections may be entered. */
export function isOnNotice({ state, step, current }: Pick<Closeout, 'state' | 'step' | 'current'>): boolean {
  if (state !== 'in_closeout' || step === null || !isOfSort(step, 'notice')) return false
  const last = current?.entries.findLast((entry) => entry.step === step.key && entry.voided === null && entry.act.startsWith('notice'))
  return last?.act === 'notice'
}
