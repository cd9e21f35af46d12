import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { type Found, NOTHING } from '../domain/report.ts'

/** What is gone through, one after the other. */
export const PHASES = ['matters', 'refused', 'rest', 'events', 'exports', 'report'] as const
export type Phase = (typeof PHASES)[number]
export type State = { readonly id: string; readonly startedAt: Date; readonly phase: Phase; readonly after: string; readonly found: Found }

const COLUMNS = sql`id, started_at as "startedAt", phase, after, found`

/** The cleaning under way, locked; begun where there is none. */
export async function stateOf(tx: WriteTx, now: Date): Promise<State> {
  await sql`select pg_advisory_xact_lock(hashtext('cleaning ' || current_schema()))`.execute(tx)
  const [state] = await queryRows<State>(asReadDb(tx), sql`select ${COLUMNS} from cleaning_state limit 1`)
  if (state) return state
  const [begun] = await queryRows<State>(
    asReadDb(tx),
    sql`insert into cleaning_state (id, started_at, phase, after, found)
      values (${randomUUID()}, ${now}, ${PHASES[0]}, '', ${JSON.stringify(NOTHING)}::jsonb) returning ${COLUMNS}`,
  )
  if (!begun) throw new Error('a cleaning was not begun')
  return begun
}

/** Goes on behind what is done. */
export const keepState = (tx: WriteTx, { id, phase, after, found }: State) =>
  tx
    .updateTable('cleaning_state')
    .set({ phase, after, found: JSON.stringify(found) })
    .where('id', '=', id)
    .execute()

/** Ends a cleaning with its report; nothing is due any more. */
export async function endCleaning(tx: WriteTx, { id, startedAt, found }: State, person: PersonId | null, now: Date): Promise<void> {
  await tx
    .insertInto('cleaning_report')
    .values({ id, person_id: person, started_at: startedAt, ended_at: now, report: JSON.stringify(found) })
    .execute()
  await tx.deleteFrom('cleaning_state').execute()
  await tx.deleteFrom('cleaning_due').execute()
}

/** Whether something from before sealing may stand here that nothing has looked at. */
export const isDue = async (db: ReadDb): Promise<boolean> =>
  (await queryRows(db, sql`select from cleaning_due union all select from cleaning_state limit 1`)).length > 0

export type StoredReport = {
  readonly id: string
  readonly by: string | null
  readonly startedAt: Date
  readonly endedAt: Date
  readonly report: Found
}
const LATEST = 20
/** What cleanings have found, newest first. */
export const reportsOf = (db: ReadDb): Promise<StoredReport[]> =>
  queryRows<StoredReport>(
    db,
    sql`select r.id, p.name as by, r.started_at as "startedAt", r.ended_at as "endedAt", r.report
      from cleaning_report r left join person p on p.id = r.person_id order by r.ended_at desc, r.id limit ${LATEST}`,
  )
