import { moveProblem } from '#features/problems/server/problems.queries.ts'
import type { WriteTx } from '#platform/db.ts'
import type { CloseoutSubmitted } from '../domain/closeout.ts'

export async function saveCloseoutSubmitted(tx: WriteTx, e: CloseoutSubmitted): Promise<void> {
  await tx
    .insertInto('closeout_application')
    .values({
      problem_id: e.subject,
      summary: e.summary,
      evidence: JSON.stringify(e.evidence),
      submitted_by: e.by,
      review_due_on: e.reviewDueOn,
    })
    .execute()
  await moveProblem(tx, e.before, e.to)
}
