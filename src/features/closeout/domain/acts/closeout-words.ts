import type { Situation } from '../situation.ts'
import { noticeNow, stepNow } from '../chain/steps.ts'

/** State and step in the words people use; the state itself has three values only (rules.md R-41). */
export function stateWords(s: Pick<Situation, 'state' | 'chain' | 'step' | 'running'>): string {
  if (s.state === 'open') return '未申请销号'
  if (s.state === 'closed') return s.running?.filedOn !== null && s.running !== null && s.step === null ? '已备案' : '已销号'
  return stepNow(s)?.kind === 'notice' && noticeNow(s) ? '公示中' : '验收中'
}
