import type { UnitKind } from '#kernel/rooms/org-tables.ts'
import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { wouldLoop } from '../../domain/units.ts'
import { initialsOf } from '../org.queries.ts'

type UnitFacts = {
  readonly parentId: string | null
  readonly kind: UnitKind
  readonly name: string
  readonly shortName: string | null
  readonly aliases: readonly string[]
  readonly sort: number
}

/** Two units of one name could not be told apart in a sheet; refuses a name that another unit bears today. */
export async function refuseTakenName(tx: WriteTx, name: string, except: string | null): Promise<void> {
  const taken = await tx
    .selectFrom('unit')
    .select('id')
    .where('name', '=', name)
    .where('ended_on', 'is', null)
    .where('id', 'is distinct from', except)
    .executeTakeFirst()
  if (taken) throw new RefusalError({ code: 'org.name-taken', detail: { name } })
}

/** The unit above must stand; only the district itself has none, and it stays a district. */
export async function refuseBadPlace(tx: WriteTx, root: string, unit: string | null, { parentId, kind }: UnitFacts): Promise<void> {
  if (unit === root) {
    if (parentId !== null || kind !== 'district') throw new RefusalError({ code: 'org.unit-root' })
    return
  }
  const rows = await tx.selectFrom('unit').select(['id', 'parent_id as parentId', 'ended_on']).execute()
  const parent = rows.find(({ id }) => id === parentId)
  if (parentId === null || !parent || parent.ended_on !== null) throw new RefusalError({ code: 'org.unit-parent' })
  if (unit !== null && wouldLoop(unit, parentId, rows)) throw new RefusalError({ code: 'org.unit-loop' })
}

export const saveUnit = (tx: WriteTx, id: string, { parentId, kind, name, shortName, aliases, sort }: UnitFacts) =>
  tx
    .updateTable('unit')
    .set({ parent_id: parentId, kind, name, short_name: shortName, aliases: [...aliases], initials: initialsOf(shortName ?? name), sort })
    .where('id', '=', id)
    .execute()

export const endUnit = (tx: WriteTx, id: string, lastDay: Day | null) =>
  tx.updateTable('unit').set({ ended_on: lastDay }).where('id', '=', id).execute()

/** A unit with units or people in it can't end: they would belong nowhere. */
export async function refuseInUse(tx: WriteTx, unit: string, root: string): Promise<void> {
  if (unit === root) throw new RefusalError({ code: 'org.unit-root' })
  const [use] = await queryRows(
    asReadDb(tx),
    sql<{ units: number; people: number }>`
      select (select count(*)::int from unit where parent_id = ${unit} and ended_on is null) as units,
        (select count(*)::int from person where unit_id = ${unit} and ended_on is null) as people`,
  )
  if (use && use.units + use.people > 0) throw new RefusalError({ code: 'org.unit-in-use', detail: use })
}

/** Taking an ending back needs a superior that stands and a name that is free. */
export async function refuseBadReturn(tx: WriteTx, unit: string): Promise<void> {
  const row = await tx.selectFrom('unit').selectAll().where('id', '=', unit).executeTakeFirstOrThrow()
  await refuseTakenName(tx, row.name, unit)
  const parent = await tx.selectFrom('unit').select('ended_on').where('id', '=', row.parent_id).executeTakeFirst()
  if (parent?.ended_on !== null) throw new RefusalError({ code: 'org.unit-parent' })
}

/** Nobody may be put into a unit that does not exist or has ended. */
export async function refuseEndedUnit(tx: WriteTx, unit: string): Promise<void> {
  const row = await tx.selectFrom('unit').select('ended_on').where('id', '=', unit).forNoKeyUpdate().executeTakeFirst()
  if (row?.ended_on !== null) throw new RefusalError({ code: 'org.unit-ended' })
}
