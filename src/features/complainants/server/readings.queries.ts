import { sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'

type NewReading = {
  readonly id: string
  readonly matterId: MatterId
  readonly personId: PersonId
  readonly cells: number
  readonly now: Date
}
export const addReading = (tx: WriteTx, { id, matterId, personId, cells, now }: NewReading) =>
  tx.insertInto('complainant_reading').values({ id, matter_id: matterId, person_id: personId, cells, read_at: now }).execute()

/** Whoever reads more than this in ten minutes reads no case but a list. */
const MOST = 30

/** One after another for one person, so that many at once do not pass together. */
export async function refuseTooMany(tx: WriteTx, personId: PersonId, now: Date): Promise<void> {
  const [row] = await queryRows<{ n: number }>(
    asReadDb(tx),
    sql`select pg_advisory_xact_lock(hashtext(${`complainants ${personId}`})), (
      select count(*)::int from complainant_reading where person_id = ${personId} and read_at > ${now}::timestamptz - interval '10 minutes') as n`,
  )
  if ((row?.n ?? 0) >= MOST) throw new RefusalError({ code: 'complainant.too-many', detail: { limit: String(MOST) } })
}

/** Who may read what is sealed today. */
export const readersOn = (db: ReadDb, day: Day) =>
  queryRows<{ name: string; unit: string }>(
    db,
    sql`select distinct p.name, coalesce(u.short_name, u.name) as unit from duty d join person p on p.id = d.person_id join unit u on u.id = p.unit_id
      where d.role = 'complainant_reader' and d.from_on <= ${day} and (d.to_on is null or d.to_on >= ${day}) order by 2, 1`,
  )

const LATEST = 20
/** Who has read it lately, and why. */
export async function readingsOf(db: ReadDb, matterId: MatterId) {
  const rows = await queryRows<{ who: string; at: Date; reason: string; cells: number }>(
    db,
    sql`select p.name as who, r.read_at as at, coalesce(e.reason, '') as reason, r.cells from complainant_reading r join person p on p.id = r.person_id
      left join event e on e.subject = r.id where r.matter_id = ${matterId} order by r.read_at desc, r.id limit ${LATEST}`,
  )
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}

/** Whether a matter lies within a reach. */
export const isWithin = async (db: ReadDb, matterId: MatterId, reach: Reach): Promise<boolean> =>
  (await queryRows(db, sql`select from matter m where m.id = ${matterId} and ${withinReach(reach)}`)).length > 0
