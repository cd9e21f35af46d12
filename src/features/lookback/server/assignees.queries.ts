import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { ProposalPart, Unassigned } from '../domain/proposals.ts'

/** The unit of whoever is to look, itself or the person's, with every unit above it; none where items are taken back. Refuses who is no longer there. */
export async function checkedAssignee(db: ReadDb, { unitId, personId }: { unitId: string | null; personId: string | null }, today: Day) {
  if (unitId !== null) {
    const [unit] = await queryRows(db, sql`select id from unit where id = ${unitId} and (ended_on is null or ended_on >= ${today}::date)`)
    if (!unit) throw new RefusalError({ code: 'org.unit-ended' })
    return unitPath(db, unitId)
  }
  if (personId === null) return []
  const [person] = await queryRows<{ unitId: string }>(
    db,
    sql`select unit_id as "unitId" from person where id = ${personId} and (ended_on is null or ended_on >= ${today}::date)`,
  )
  if (!person) throw new RefusalError({ code: 'org.person-ended' })
  return unitPath(db, person.unitId)
}

async function unitPath(db: ReadDb, unitId: string): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`with recursive up as (select ${unitId}::uuid as id union select u.parent_id from unit u join up on up.id = u.id where u.parent_id is not null) select id from up`,
  )
  return rows.map(({ id }) => id)
}

const BELOW = sql`below as (select id from lead union select u.id from unit u join below b on u.parent_id = b.id)`

/** Whether somebody holds a role in one of these units or below it, not only above it. */
export async function holdsRoleIn(db: ReadDb, person: string, units: readonly string[], today: Day): Promise<boolean> {
  const rows = await queryRows(
    db,
    sql`with recursive lead as (select unnest(${[...units]}::uuid[]) as id), ${BELOW}
      select d.id from duty d where d.person_id = ${person} and d.unit_id in (select id from below)
      and d.from_on <= ${today}::date and coalesce(d.to_on >= ${today}::date, true) limit 1`,
  )
  return rows.length > 0
}

/** Whether somebody did the work of a matter in whatever cycle: reported, brought or linked its proof, or applied for its close-out. */
export async function didWork(db: ReadDb, person: string, matterId: string): Promise<boolean> {
  const rows = await queryRows(
    db,
    sql`select from progress_report r where r.matter_id = ${matterId} and r.person_id = ${person}
      union all select from measure_evidence l join evidence v on v.id = l.evidence_id where v.matter_id = ${matterId} and ${person} in (l.person_id, v.person_id)
      union all select from closeout c join closeout_entry e on e.closeout_id = c.id where c.matter_id = ${matterId} and e.act = 'apply' and e.signatory_id = ${person}
      limit 1`,
  )
  return rows.length > 0
}

/** Items nobody has been given, with lead units and the units that hold a part, in their order: one query. */
export const unassignedOf = (db: ReadDb, lookbackId: string, part: ProposalPart) =>
  queryRows<Unassigned>(
    db,
    sql`
    select i.id,
      array(with recursive lead as (select r.unit_id as id from responsibility r
          where r.matter_id = i.matter_id and r.part = 'lead' and r.to_on is null and r.unit_id is not null), ${BELOW} select id from below) as leads,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', coalesce(u.short_name, u.name)) order by r.sort, r.id)
        from responsibility r join unit u on u.id = r.unit_id and u.ended_on is null
        where r.matter_id = i.matter_id and r.part = ${part} and r.to_on is null), '[]') as holders
    from lookback_item i where i.lookback_id = ${lookbackId} and i.unit_id is null and i.person_id is null and i.result is null and i.outcome is null
    order by i.id`,
  )
