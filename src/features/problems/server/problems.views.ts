import { type Actor, allowedActions, onlyUnit } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { ProblemId, UnitId } from '#kernel/ids.ts'
import type { ReadDb } from '#platform/db.ts'
import type { ProblemState } from '../domain/problem.ts'

const PAGE = 50
type Filter = { readonly state?: ProblemState | undefined; readonly page: number }

export async function ledger(db: ReadDb, actor: Actor, today: Day, { state, page }: Filter) {
  const unit = onlyUnit(actor, 'problem.view')
  const found = db
    .selectFrom('problem')
    .$if(unit !== undefined, (q) => q.where('unit_id', '=', unit ?? ''))
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? ''))
  const { total } = await found.select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy('due_on')
    .orderBy('id')
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute()
  return {
    asOf: today,
    total,
    rows: rows.map((row) => ({
      id: row.id as ProblemId,
      number: row.number,
      title: row.title,
      unit: row.unit_name,
      state: row.state as ProblemState,
      openMeasures: row.open_measures,
      dueOn: row.due_on,
      overdue: row.state !== 'closed' && row.due_on < today,
      allowed: allowedActions(actor, { unitId: row.unit_id as UnitId }),
    })),
  }
}
