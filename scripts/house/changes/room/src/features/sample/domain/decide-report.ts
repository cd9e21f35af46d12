import { type Decision, accept, refuse } from '#kernel/decision.ts'

/** A result is reported once. */
export const decideReport = (state: string): Decision<'sample.report'> =>
  state === 'taken' ? accept('sample.report') : refuse('sample.reported')
