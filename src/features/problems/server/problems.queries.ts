import type { Day } from '#kernel/days.ts'
import type { ProblemId, UnitId } from '#kernel/ids.ts'
import type { WriteTx } from '#platform/db.ts'
import { Refused } from '#platform/refused.ts'
import type { Problem, ProblemState } from '../domain/problem.ts'

export async function lockProblem(tx: WriteTx, id: ProblemId): Promise<Problem> {
  const row = await tx.selectFrom('problem').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused({ code: 'problem.not-found' })
  return {
    id,
    unitId: row.unit_id as UnitId,
    state: row.state as ProblemState,
    openMeasures: row.open_measures,
    dueOn: row.due_on as Day,
    version: row.version,
  }
}

/** One conditional update per transition: no row means somebody else was first. */
export async function moveProblem(tx: WriteTx, { id, state, version }: Problem, to: ProblemState): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('problem')
    .set({ state: to, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Refused({ code: 'problem.changed' })
}
