import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { whose } from '#features/matters/server/scope.queries.ts'
import { loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Span } from './today.queries.ts'

/** Whose ledger it is, on which day, and under which key its lines are kept; null: they are not, and every problem is looked at. */
export type LedgerScope = Span & { readonly reach: Reach; readonly key: string | null }

/** Of the lines of every problem. */
export const EVERYTHING_KEY = '00000000-0000-0000-0000-000000000000'

/** What lines of a reach are kept under. Made from all that the reach covers: whoever gains or loses a unit reads other lines or none. */
export function reachKey(reach: Exclude<Reach, string>): string {
  const hash = createHash('md5').update(whose(reach).join(' ')).digest('hex')
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const isStored = (key: string): RawBuilder<boolean> => sql`exists (select from ledger_reach where key = ${key})`

export const spanOn = async (db: ReadDb, today: Day): Promise<Span> => ({ today, soonDays: (await loadSettings(db))['desk.soon-days'] })

/** One query, none for who sees everything or nothing. */
export async function ledgerScope(db: ReadDb, reach: Reach, today: Day): Promise<LedgerScope> {
  const span = await spanOn(db, today)
  if (reach === 'everything') return { ...span, reach, key: EVERYTHING_KEY }
  if (reach === 'nothing') return { ...span, reach, key: null }
  const key = reachKey(reach)
  const [found] = await queryRows<{ stored: boolean }>(db, sql`select ${isStored(key)} as stored`)
  return { ...span, reach, key: found?.stored ? key : null }
}
