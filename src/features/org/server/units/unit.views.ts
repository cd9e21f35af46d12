import { sql } from 'kysely'
import type { UnitId } from '#kernel/rooms/org.ts'
import type { UnitKind } from '#kernel/rooms/org-tables.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { versionOf } from '../locks.queries.ts'
import { initialsOf } from '../org.queries.ts'

type Row = {
  id: UnitId
  parentId: UnitId | null
  kind: UnitKind
  name: string
  shortName: string | null
  aliases: string[]
  sort: number
  /** Of the short name where there is one. */
  initials: string
  endedOn: string | null
  people: number
  version: number
}

/** Every unit, the ended ones too, superiors first by sort and name. */
export async function unitsView(db: ReadDb) {
  const units = await queryRows(
    db,
    sql<Row>`
    select u.id, u.parent_id as "parentId", u.kind, u.name, u.short_name as "shortName", u.aliases, u.sort, u.ended_on as "endedOn",
      u.initials, coalesce(p.n, 0) as people, ${versionOf('u')} as version
    from unit u left join (select unit_id, count(*)::int as n from person where ended_on is null group by unit_id) p on p.unit_id = u.id
    order by u.sort, u.name`,
  )
  return {
    units: units.map((unit) => ({ ...unit, initials: unit.shortName ? `${unit.initials} ${cachedInitials(unit.name)}` : unit.initials })),
  }
}

const initialsCache = new Map<string, string>()
const CACHE_SIZE = 20_000

/** A tree is read far more often than a unit is renamed. */
function cachedInitials(name: string): string {
  const known = initialsCache.get(name)
  if (known !== undefined) return known
  if (initialsCache.size >= CACHE_SIZE) initialsCache.clear()
  const initials = initialsOf(name)
  initialsCache.set(name, initials)
  return initials
}
