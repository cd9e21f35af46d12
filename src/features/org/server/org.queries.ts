import type { UnitKind } from '#kernel/rooms/org-tables.ts'
import { pinyin } from 'pinyin-pro'
import type { Day } from '#kernel/days.ts'
import type { Role } from '#kernel/roles.ts'
import type { ReadDb, WriteTx } from '#platform/db.ts'

type NewUnit = {
  readonly id: string
  readonly parentId: string | null
  readonly kind: UnitKind
  readonly name: string
  readonly shortName: string | null
  readonly aliases: readonly string[]
  readonly sort: number
}
type NewPerson = {
  readonly id: string
  readonly name: string
  readonly post: string | null
  readonly unitId: string
  readonly phone: string | null
}
type NewDuty = { readonly id: string; readonly personId: string; readonly unitId: string; readonly role: Role; readonly from: Day }
type NewAccount = {
  readonly personId: string
  readonly login: string
  readonly passwordHash: string
  readonly mustChange: boolean
  readonly passwordAt: Date
}

/** First letters of a name's syllables, so that 'bl' finds 包联: names are searched by them too. */
export const initialsOf = (name: string) =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase()

export const addUnits = (tx: WriteTx, units: readonly NewUnit[]) =>
  tx
    .insertInto('unit')
    .values(
      units.map(({ id, parentId, kind, name, shortName, aliases, sort }) => ({
        id,
        parent_id: parentId,
        kind,
        name,
        short_name: shortName,
        aliases: [...aliases],
        initials: initialsOf(shortName ?? name),
        sort,
        ended_on: null,
      })),
    )
    .execute()

export const addPeople = (tx: WriteTx, people: readonly NewPerson[]) =>
  tx
    .insertInto('person')
    .values(
      people.map(({ id, name, post, unitId, phone }) => ({
        id,
        name,
        initials: initialsOf(name),
        post,
        unit_id: unitId,
        phone,
        ended_on: null,
      })),
    )
    .execute()

export const addDuties = (tx: WriteTx, duties: readonly NewDuty[]) =>
  tx
    .insertInto('duty')
    .values(
      duties.map(({ id, personId, unitId, role, from }) => ({
        id,
        person_id: personId,
        unit_id: unitId,
        role,
        from_on: from,
        to_on: null,
      })),
    )
    .execute()

export const addAccounts = (tx: WriteTx, accounts: readonly NewAccount[]) =>
  tx
    .insertInto('account')
    .values(
      accounts.map(({ personId, login, passwordHash, mustChange, passwordAt }) => ({
        person_id: personId,
        login,
        password_hash: passwordHash,
        must_change: mustChange,
        used_at: passwordAt,
        disabled_at: null,
        password_at: passwordAt,
      })),
    )
    .execute()

/** Whether nobody can log in yet: the database is new. */
export const isEmpty = async (db: ReadDb): Promise<boolean> =>
  (await db.selectFrom('account').select('person_id').limit(1).executeTakeFirst()) === undefined
