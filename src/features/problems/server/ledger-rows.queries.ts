import { type Actor, type Subject, covers, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { Clock } from '#kernel/fields.ts'
import type { Action } from '#kernel/rooms.ts'
import { PARTS } from '#kernel/rooms/matters.ts'
import type { ReadDb } from '#platform/db.ts'
import { clockWords } from '../domain/clock.ts'
import { LISTED_FACTS } from '../domain/facts.ts'
import { type ListedColumn, type ReadKey, keysRead } from '../domain/listed-columns.ts'
import type { LedgerRow, ListedRow } from '../problems.contract.ts'
import { type DueContext, dueOfProblem } from './due-facts.queries.ts'
import { lineOf, problemRows } from './problem-rows.queries.ts'

/** Who reads, on which day, and what last days depend on. */
export type Reader = { readonly actor: Actor; readonly today: Day; readonly context: DueContext }

/** Lines of the ledger with what the reader may do, in the order of the ids: one query whatever their number. */
export const ledgerRows = (db: ReadDb, ids: readonly string[], reader: Reader): Promise<LedgerRow[]> =>
  rowsWith(db, ids, reader, { holders: true, texts: true, steps: true })

/** The same lines with what these columns read and no more; who holds what, and long texts, are not even looked up for others. */
export async function listedRows(
  db: ReadDb,
  ids: readonly string[],
  reader: Reader,
  columns: readonly ListedColumn[],
): Promise<ListedRow[]> {
  const keys = keysRead(columns)
  const isRead = (key: ReadKey) => keys.has(key)
  const rows = await rowsWith(db, ids, reader, { holders: PARTS.some(isRead), texts: LISTED_FACTS.some(isRead), steps: isRead('dueSteps') })
  return rows.map((row) => Object.fromEntries([...keys].map((key) => [key, row[key]])) as ListedRow)
}

type Looked = { readonly holders: boolean; readonly texts: boolean; readonly steps: boolean }

async function rowsWith(db: ReadDb, ids: readonly string[], { actor, today, context }: Reader, { holders, texts, steps }: Looked) {
  const rows = await problemRows(db, ids, { today, participants: true, holders, texts })
  const clock = clocks(today, context)
  const allowed = permissions(actor)
  return rows.map((row): LedgerRow => ({
    ...lineOf(row, context),
    dueSteps: steps ? [...dueOfProblem(row, context).steps] : [],
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
