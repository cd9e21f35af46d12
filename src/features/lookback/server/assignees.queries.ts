import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { type ReadDb, ask } from '#platform/db.ts'
import { Refused } from '#platform/refused.ts'
import type { ProposalPart, Unassigned } from '../domain/proposals.ts'

/** The unit of whoever is to look: the unit itself, or the person's; null where items are taken back. Refuses who is no longer there. */
export async function checkedAssignee(db: ReadDb, { unitId, personId }: { unitId: string | null; personId: string | null }, today: Day) {
  if (unitId !== null) {
    const [unit] = await ask(db, sql`select id from unit where id = ${unitId} and (ended_on is null or ended_on >= ${today}::date)`)
    if (!unit) throw new Refused({ code: 'org.unit-ended' })
    return unitId
  }
  if (personId === null) return null
  const [person] = await ask<{ unitId: string }>(
    db,
    sql`select unit_id as "unitId" from person where id = ${personId} and (ended_on is null or ended_on >= ${today}::date)`,
  )
  if (!person) throw new Refused({ code: 'org.person-ended' })
  return person.unitId
}

/** Whether somebody holds a role in one of these units itself, not only above it. */
export async function holdsRoleIn(db: ReadDb, person: string, units: readonly string[], today: Day): Promise<boolean> {
  const rows = await ask(
    db,
    sql`select d.id from duty d where d.person_id = ${person} and d.unit_id = any(${[...units]}::uuid[])
      and d.from_on <= ${today}::date and coalesce(d.to_on >= ${today}::date, true) limit 1`,
  )
  return rows.length > 0
}

/** Items nobody has been given, with lead units and the units that hold a part, in their order: one query. */
export const unassignedOf = (db: ReadDb, lookbackId: string, part: ProposalPart) =>
  ask<Unassigned>(
    db,
    sql`
    select i.id,
      array(select r.unit_id from responsibility r where r.matter_id = i.matter_id and r.part = 'lead' and r.to_on is null and r.unit_id is not null) as leads,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', coalesce(u.short_name, u.name)) order by r.sort, r.id)
        from responsibility r join unit u on u.id = r.unit_id and u.ended_on is null
        where r.matter_id = i.matter_id and r.part = ${part} and r.to_on is null), '[]') as holders
    from lookback_item i where i.lookback_id = ${lookbackId} and i.unit_id is null and i.person_id is null and i.result is null and i.outcome is null
    order by i.id`,
  )
