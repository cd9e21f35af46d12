import { type Actor, type Reach, type Subject, covers, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { readsClassAmong } from '#kernel/field-classes.ts'
import type { Clock } from '#kernel/fields.ts'
import type { Action } from '#kernel/rooms.ts'
import { PARTS, type Part } from '#kernel/rooms/matters.ts'
import { whose } from '#features/matters/server/scope.queries.ts'
import type { ReadDb } from '#platform/db.ts'
import { clockWords } from '../domain/clock.ts'
import { FACT_KEYS, type FactKey } from '../domain/facts.ts'
import { type ListedColumn, type ReadKey, keysRead } from '../domain/listed-columns.ts'
import type { LedgerRow } from '../problems.contract.ts'
import { type DueContext, dueOfProblem } from './due-facts.queries.ts'
import { lineOf, problemRows } from './problem-rows.queries.ts'

/** Who reads, on which day, and what last days depend on. */
export type Reader = { readonly actor: Actor; readonly today: Day; readonly context: DueContext }

/** Lines of the ledger with what the reader may do, in the order of the ids: one query whatever their number. */
export const ledgerRows = (db: ReadDb, ids: readonly string[], reader: Reader): Promise<LedgerRow[]> =>
  rowsWith(db, ids, reader, {}, permissions(reader.actor))

/** The same of ids chosen within the reader's reach. */
export const ledgerRowsWithin = (db: ReadDb, ids: readonly string[], reader: Reader): Promise<LedgerRow[]> =>
  rowsWith(db, ids, reader, {}, permissionsWithin(reader.actor))

/** Those with what some columns read and no more; what others read is not even looked up. */
export async function listedRows<C extends ListedColumn>(
  db: ReadDb,
  ids: readonly string[],
  reader: Reader,
  columns: readonly C[],
): Promise<Pick<LedgerRow, ReadKey<C>>[]> {
  const keys = keysRead(columns)
  const isRead = (key: string) => keys.some((one) => one === key)
  const steps = isRead('dueSteps')
  const facts = FACT_KEYS.filter((key) => ALWAYS.has(key) || (steps && DATED.has(key)) || isRead(key))
  const looked = { facts, parts: PARTS.filter(isRead), numbers: isRead('upstreamNos') }
  const rows = await rowsWith(db, ids, reader, { ...looked, steps }, permissionsWithin(reader.actor))
  return rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<LedgerRow, ReadKey<C>>)
}
/** Facts that something else of a line follows from: what is missing, how the last day came about. */
const ALWAYS: ReadonlySet<FactKey> = new Set(['sourceId'])
const DATED: ReadonlySet<FactKey> = new Set(['deadline', 'confirmedOn', 'receivedOn'])

type Looked = {
  readonly facts?: readonly FactKey[]
  readonly parts?: readonly Part[]
  readonly numbers?: boolean
  readonly steps?: boolean
}

async function rowsWith(
  db: ReadDb,
  ids: readonly string[],
  { actor, today, context }: Reader,
  { steps = true, ...looked }: Looked,
  { allowed, participants }: Permissions,
) {
  const sensitive = readsClassAmong(actor, 'sensitive', 'problem.view')
  const rows = await problemRows(db, ids, { today, sensitive, participants, ...looked })
  const clock = clocks(today, context)
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

type Permissions = {
  readonly allowed: (row: Subject & Pick<LedgerRow, 'closure'>) => Action[]
  /** Whether they depend on who takes part in a problem. */
  readonly participants: boolean
}
const ACTIONS = [...VIEWING, ...CHANGING]
const permissions = (actor: Actor) => permissionsBy(ACTIONS.map((action) => [action, reachOf(actor, action)] as const))

/** Of problems within the reader's reach: an action that reaches as far as reading does covers them all. */
function permissionsWithin(actor: Actor): Permissions {
  const read = extentOf(reachOf(actor, 'problem.view'))
  return permissionsBy(
    ACTIONS.map((action) => {
      const reach = reachOf(actor, action)
      return [action, reach !== 'nothing' && extentOf(reach) === read ? 'everything' : reach] as const
    }),
  )
}
const extentOf = (reach: Reach) => (typeof reach === 'string' ? reach : whose(reach).join(' '))

function permissionsBy(reaches: readonly (readonly [Action, Reach])[]): Permissions {
  const participants = reaches.some(([, reach]) => typeof reach !== 'string')
  const allowed: Permissions['allowed'] = (row) =>
    reaches
      .filter(([action, reach]) => (row.closure !== 'closed' || VIEWING.some((view) => view === action)) && covers(reach, row))
      .map(([action]) => action)
  return { allowed, participants }
}
