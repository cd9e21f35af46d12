import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Day, yearOf } from '#kernel/days.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { searchText } from '#features/matters/domain/grams.ts'
import { addMatters, addNumbers, changeVersion } from '#features/matters/server/matters.queries.ts'
import { nextNumbers } from '#features/matters/server/numbers.queries.ts'
import { beginHolders } from '#features/matters/server/responsibility.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, queryRows } from '#platform/db.ts'

type NewSample = { readonly title: string; readonly unitId: UnitId; readonly dueOn: Day }
type When = { readonly person: PersonId; readonly today: Day; readonly now: Date }

/** A sample of which a unit is to report the result. */
export async function takeSample(tx: WriteTx, { title, unitId, dueOn }: NewSample, { person, today, now }: When) {
  const id = MatterId.parse(randomUUID())
  const shared = { kind: 'sample', state: 'open', place: null, parentId: null } as const
  const [no = ''] = await nextNumbers(tx, '样', String(yearOf(today)), 1)
  await addMatters([{ ...shared, id, title, dueOn, searchText: searchText([title, no]) }], now)(tx)
  await addNumbers([{ matterId: id, issuer: 'district', sourceId: null, no }])(tx)
  const { held, write } = beginHolders([{ matterId: id, part: 'lead', holders: [{ unitId }] }], today)
  await write(tx)
  await sql`insert into sample (matter_id, state, person_id) values (${id}, 'taken', ${person})`.execute(tx)
  const rows: EventDraft['rows'] = [
    ['matter', id],
    ['matter_number', id],
    ['sample', id],
    ...held.map((row) => ['responsibility', row.id] as const),
  ]
  return { id, rows }
}

/** What of a sample its act needs; undefined: there is no such sample. */
export async function sampleState(db: ReadDb, id: MatterId): Promise<string | undefined> {
  const [found] = await queryRows<{ state: string }>(db, sql`select state from sample where matter_id = ${id}`)
  return found?.state
}

export async function reportFinding(tx: WriteTx, id: MatterId, finding: string): Promise<void> {
  await sql`update sample set state = 'reported', finding = ${finding} where matter_id = ${id}`.execute(tx)
  await changeVersion(tx, id)
}
