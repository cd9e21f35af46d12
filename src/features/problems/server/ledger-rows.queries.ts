import { type Actor, type Subject, covers, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { Clock } from '#kernel/fields.ts'
import type { Action } from '#kernel/rooms.ts'
import type { ReadDb } from '#platform/db.ts'
import { clockWords } from '../domain/clock.ts'
import type { LedgerRow } from '../problems.contract.ts'
import { type DueContext, dueOfProblem } from './due-facts.queries.ts'
import { lineOf, problemRows } from './problem-rows.queries.ts'

/** Who reads, on which day, and what last days depend on. */
export type Reader = { readonly actor: Actor; readonly today: Day; readonly context: DueContext }

/** Lines of the ledger with what the reader may do, in the order of the ids: one query whatever their number. */
export async function ledgerRows(db: ReadDb, ids: readonly string[], { actor, today, context }: Reader): Promise<LedgerRow[]> {
  const rows = await problemRows(db, ids, { today, participants: true })
  const clock = clocks(today, context)
  const allowed = permissions(actor)
  return rows.map((row) => ({
    ...lineOf(row, context),
    dueSteps: [...dueOfProblem(row, context).steps],
    clock: clock(row.dueOn),
    allowed: allowed(row),
  }))
}

/** Many lines share a last day: its words are found once. */
function clocks(today: Day, { calendar, settings }: DueContext) {
  const known = new Map<Day | null, Clock>()
  return (dueOn: Day | null): Clock => {
    const words = known.get(dueOn) ?? clockWords(dueOn, { today, calendar, soonDays: settings['desk.soon-days'] })
    known.set(dueOn, words)
    return words
  }
}

/** Acts on one problem; those that change it end with its closure. */
const VIEWING = ['problem.view', 'history.view-matter'] as const satisfies readonly Action[]
const CHANGING = ['problem.edit', 'problem.name-person'] as const satisfies readonly Action[]

function permissions(actor: Actor) {
  const reaches = [...VIEWING, ...CHANGING].map((action) => [action, reachOf(actor, action)] as const)
  return (row: Subject & Pick<LedgerRow, 'closure'>): Action[] =>
    reaches
      .filter(([action, reach]) => (row.closure !== 'closed' || VIEWING.some((view) => view === action)) && covers(reach, row))
      .map(([action]) => action)
}
