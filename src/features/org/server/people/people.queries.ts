import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Term } from '../../domain/duties.ts'
import { initialsOf } from '../org.queries.ts'

type PersonFacts = { readonly name: string; readonly post: string | null; readonly phone: string | null; readonly unitId: string }

/** Two people of one name in one unit could not be told apart in a sheet. */
export async function refuseTakenPerson(tx: WriteTx, { name, unitId }: PersonFacts, except: string | null): Promise<void> {
  const taken = await tx
    .selectFrom('person')
    .select('id')
    .where('name', '=', name)
    .where('unit_id', '=', unitId)
    .where('ended_on', 'is', null)
    .where('id', 'is distinct from', except)
    .executeTakeFirst()
  if (taken) throw new RefusalError({ code: 'org.person-taken', detail: { name } })
}

export const savePerson = (tx: WriteTx, id: string, { name, post, phone, unitId }: PersonFacts) =>
  tx
    .updateTable('person')
    .set({ name, initials: initialsOf(name), post, phone, unit_id: unitId })
    .where('id', '=', id)
    .execute()

export const endPerson = (tx: WriteTx, id: string, lastDay: Day | null) =>
  tx.updateTable('person').set({ ended_on: lastDay }).where('id', '=', id).execute()

/** Locks a person who can be given something: one who exists and has not left. */
export async function lockPresent(tx: WriteTx, id: string): Promise<{ unitId: string; name: string }> {
  const row = await tx.selectFrom('person').select(['unit_id', 'name', 'ended_on']).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new RefusalError({ code: 'org.not-found' })
  if (row.ended_on !== null) throw new RefusalError({ code: 'org.person-ended' })
  return { unitId: row.unit_id, name: row.name }
}

export const termsOf = async (tx: WriteTx, person: string): Promise<Term[]> =>
  (await tx.selectFrom('duty').select(['role', 'unit_id', 'from_on', 'to_on']).where('person_id', '=', person).execute()).map(
    ({ role, unit_id, from_on, to_on }) => ({ role, unitId: unit_id, from: from_on, to: to_on }),
  )

type NewDuty = { readonly id: string; readonly personId: string } & Term
export const addDuty = (tx: WriteTx, { id, personId, unitId, role, from, to }: NewDuty) =>
  tx.insertInto('duty').values({ id, person_id: personId, unit_id: unitId, role, from_on: from, to_on: to }).execute()

/** Ends every duty of a person that would go on after `lastDay`; those that would only begin later never were. Answers their ids. */
export async function endDutiesOf(tx: WriteTx, person: string, lastDay: Day): Promise<string[]> {
  const rows = await queryRows(
    asReadDb(tx),
    sql<{ id: string }>`
    with never as (delete from duty where person_id = ${person} and from_on > ${lastDay} returning id),
      ended as (
        update duty set to_on = ${lastDay}
        where person_id = ${person} and from_on <= ${lastDay} and (to_on is null or to_on > ${lastDay}) returning id)
    select id from never union all select id from ended`,
  )
  return rows.map(({ id }) => id)
}

export async function lockDuty(tx: WriteTx, id: string): Promise<{ personId: string; from: Day; to: Day | null }> {
  const row = await tx.selectFrom('duty').select(['person_id', 'from_on', 'to_on']).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new RefusalError({ code: 'org.not-found' })
  return { personId: row.person_id, from: row.from_on, to: row.to_on }
}

/** Ends a duty; one whose last day would lie before its first was given by mistake and is removed, the receipt says so. */
export const endDuty = (tx: WriteTx, id: string, from: Day, lastDay: Day) =>
  lastDay < from
    ? tx.deleteFrom('duty').where('id', '=', id).execute()
    : tx.updateTable('duty').set({ to_on: lastDay }).where('id', '=', id).execute()
