import { type Decision, type Refusal, accept, refuse } from '#kernel/decision.ts'
import { stateWords, noticeNow } from '../chain/steps.ts'
import type { Situation } from '../situation.ts'

/** Objections are taken and answered while a notice runs; answers its first day. */
export function noticeOpen(s: Situation, act: string): Decision<string> {
  const from = noticeNow(s)?.facts.notice?.from
  return from === undefined ? refuse('closeout.wrong-state', { now: stateWords(s), act }) : accept(from)
}

/** Whether a day lies between the first possible and today. */
export const objectionDay = (day: string, from: string, today: string): Refusal | null =>
  day < from || day > today ? { code: 'closeout.objection-on', detail: { from, to: today } } : null
