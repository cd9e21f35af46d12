import { type Actor, type Reach, holdsAny, reachOf } from './access.ts'
import type { FieldClass } from './columns.ts'
import { type Action, TABLES, tableOf } from './rooms.ts'

/**
 * How far somebody reads fields of a class, beyond reaching what they stand in (GB/T 22239, 8.1.4.2 g): this and the class of each column in
 * `rooms/*-tables.ts` are the one place; lists, pages, exports, search, history and command line ask here. null: whoever reaches the row.
 * What is known of complainants is in no declared column at all, but sealed (decision 0032).
 */
const READ_BY: Readonly<Record<FieldClass, Action | null>> = {
  public: null,
  internal: null,
  sensitive: 'org.read-sensitive',
  complainant: 'complainant.read',
}

/** Which rows' fields of a class somebody reads. */
export const readsClass = (actor: Actor, level: FieldClass): Reach => {
  const action = READ_BY[level]
  return action === null ? 'everything' : reachOf(actor, action)
}

/**
 * The same among rows that were reached by an action: everything, where the class reaches as far as the action does, so that nothing has to be
 * looked at row by row for who holds one role.
 */
export function readsClassAmong(actor: Actor, level: FieldClass, action: Action): Reach {
  const [reach, among] = [readsClass(actor, level), reachOf(actor, action)]
  if (typeof reach === 'string' || typeof among === 'string') return reach
  return among.units.every((unit) => reach.units.includes(unit)) ? 'everything' : reach
}

/** Whether somebody reads a class of any row: for the head of a column that else would be empty. */
export const readsAny = (actor: Actor, level: FieldClass): boolean => {
  const action = READ_BY[level]
  return action === null || holdsAny(actor, action)
}

/** By table, the columns that not everybody who reaches a row may read. */
export const SENSITIVE_COLUMNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.keys(TABLES).map((table) => [
    table,
    Object.entries(tableOf(table)?.columns ?? {}).flatMap(([name, column]) => (column.spec.level === 'sensitive' ? [name] : [])),
  ]),
)
