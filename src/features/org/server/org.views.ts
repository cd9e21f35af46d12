import type { Actor } from '#kernel/access.ts'
import type { UnitId } from '#kernel/rooms/org.ts'
import type { ReadDb } from '#platform/db.ts'
import { daysLeftOf } from './accounts/passwords.ts'
import { loadSettings } from './settings/settings.queries.ts'

/** The person logged in, with the unit and the name of the district. */
export async function meView(db: ReadDb, actor: Actor, now: Date) {
  const row = await db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .innerJoin('account', 'account.person_id', 'person.id')
    .select(['person.post', 'unit.id as unitId', 'unit.name as unitName', 'account.password_at'])
    .select((e) => e.selectFrom('unit as root').select('root.name').where('root.parent_id', 'is', null).as('jurisdiction'))
    .where('person.id', '=', actor.id)
    .executeTakeFirstOrThrow()
  return {
    id: actor.id,
    name: actor.name,
    post: row.post,
    unit: { id: row.unitId as UnitId, name: row.unitName },
    roles: [...new Set(actor.duties.map(({ role }) => role))],
    passwordDaysLeft: daysLeftOf(row.password_at, await loadSettings(db), now),
    jurisdiction: row.jurisdiction ?? '',
  }
}

/** What the district is called; null while the database is new. */
export const placeName = async (db: ReadDb): Promise<string | null> =>
  (await db.selectFrom('unit').select('name').where('parent_id', 'is', null).executeTakeFirst())?.name ?? null
