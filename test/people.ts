import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { Role } from '#kernel/roles.ts'
import { write } from '#platform/db.ts'
import type { Database } from '#platform/db.ts'
import { addAccounts, addDuties, addPeople, addUnits } from '#features/org/server/org.queries.ts'
import { addSources } from '#features/org/server/sources/inspection.queries.ts'
import { openSession } from '#features/org/server/accounts/session-life.queries.ts'
import { district } from './database.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const rootUnit = UnitId.parse(uuid(1))
export const office = UnitId.parse(uuid(2))
export const ownUnit = UnitId.parse(uuid(3))
export const ownVillage = UnitId.parse(uuid(4))
export const otherUnit = UnitId.parse(uuid(5))
export const aSource = uuid(90)
export const nobodysMatter = MatterId.parse(uuid(99))

/** Tests move the clock by months: nobody is to change a password. */
export const NEVER_AGES = new Date('2100-01-01')

/** Where each role sits; `outsider` is a handler of another unit. */
const SEATS = {
  officer: office,
  handler: ownUnit,
  head: ownUnit,
  leader: ownUnit,
  verifier: ownUnit,
  supervisor: office,
  system_admin: office,
  security_admin: office,
  audit_admin: office,
  complainant_reader: office,
} as const satisfies Record<Role, UnitId>
export type Seat = Role | 'outsider'
export const SEAT_NAMES = [...Object.keys(SEATS), 'outsider'] as Seat[]
export const personOf = (seat: Seat) => PersonId.parse(uuid(10 + SEAT_NAMES.indexOf(seat)))
const unitOf = (seat: Seat) => (seat === 'outsider' ? otherUnit : SEATS[seat])
export const roleOf = (seat: Seat): Role => (seat === 'outsider' ? 'handler' : seat)

export const actorWith = (seat: Seat, units: readonly UnitId[] = [unitOf(seat)]): Actor => ({
  id: personOf(seat),
  name: `${seat}甲`,
  duties: [{ role: roleOf(seat), units }],
})

/** A district of five units with one person a role, each with a session; answers the session tokens. */
export async function peopleTheDistrict(db: Database, now: Date): Promise<Record<Seat, string>> {
  const tokens = {} as Record<Seat, string>
  const unit = { shortName: null, aliases: [], sort: 0 }
  await write(db, district, async (tx) => {
    await addUnits(tx, [
      { ...unit, id: rootUnit, parentId: null, kind: 'district', name: '样例区' },
      { ...unit, id: office, parentId: rootUnit, kind: 'task_force', name: '区整改专班' },
      { ...unit, id: ownUnit, parentId: rootUnit, kind: 'town', name: '青禾镇人民政府', shortName: '青禾镇' },
      { ...unit, id: ownVillage, parentId: ownUnit, kind: 'village', name: '青禾镇东村' },
      { ...unit, id: otherUnit, parentId: rootUnit, kind: 'department', name: '区住房和城乡建设局', shortName: '区住建局' },
    ])
    await addPeople(
      tx,
      SEAT_NAMES.map((seat) => ({ id: personOf(seat), name: `${seat}甲`, post: null, unitId: unitOf(seat), phone: null })),
    )
    await addDuties(
      tx,
      SEAT_NAMES.map((seat) => ({
        id: randomUUID(),
        personId: personOf(seat),
        unitId: unitOf(seat),
        role: roleOf(seat),
        from: '2020-01-01' as Day,
      })),
    )
    await addAccounts(
      tx,
      SEAT_NAMES.map((seat) => ({
        personId: personOf(seat),
        login: seat.replaceAll('_', '-'),
        passwordHash: 'none',
        mustChange: false,
        passwordAt: NEVER_AGES,
      })),
    )
    await addSources(tx, [{ id: aSource, name: '第三轮中央督察反馈', class: 'feedback', inspectionId: null }])
    for (const seat of SEAT_NAMES) tokens[seat] = await openSession(tx, { person: personOf(seat), now, hours: 24 })
    // and nobody is logged out by the clock
    await tx.updateTable('session').set({ seen_at: NEVER_AGES, expires_at: NEVER_AGES, proven_at: NEVER_AGES }).execute()
  })
  return tokens
}

/** The audit admin's term ends some day, which does not count as being in office: what one administrator changes of accounts holds at once. */
export const oneHand = (owner: { query: (text: string) => Promise<unknown> }) =>
  owner.query("update duty set to_on = '2099-12-31' where role = 'audit_admin'")
