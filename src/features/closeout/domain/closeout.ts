import { type Actor, can } from '#kernel/access.ts'
import { type Calendar, type Day, addWorkdays } from '#kernel/days.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'
import type { EvidenceId, ProblemId, UserId } from '#kernel/ids.ts'
import { moveOf } from '#features/problems/domain/problem-states.ts'
import type { Problem, ProblemState } from '#features/problems/domain/problem.ts'

const REVIEW_WORKDAYS = 5

export type CloseoutSubmitted = {
  readonly type: 'closeout.submitted'
  readonly subject: ProblemId
  readonly by: UserId
  readonly before: Problem
  readonly to: ProblemState
  readonly summary: string
  readonly evidence: readonly EvidenceId[]
  readonly reviewDueOn: Day
}

/** A unit asks for close-out: only with every measure done and evidence given; the district reviews within five working days. */
export function submitCloseout(
  problem: Problem,
  input: { summary: string; evidence: readonly EvidenceId[] },
  by: Actor,
  today: Day,
  calendar: Calendar,
): Decision<CloseoutSubmitted> {
  if (!can(by, 'closeout.submit', problem)) return refuse('access.denied')
  const to = moveOf(problem.state, 'closeout.submit')
  if (!to) return refuse('closeout.wrong-state')
  if (problem.openMeasures > 0) return refuse('closeout.measures-open', { open: problem.openMeasures })
  if (input.evidence.length === 0) return refuse('closeout.no-evidence')
  return accept({
    type: 'closeout.submitted',
    subject: problem.id,
    by: by.id,
    before: problem,
    to,
    ...input,
    reviewDueOn: addWorkdays(today, REVIEW_WORKDAYS, calendar),
  })
}
