import type { Part } from '#kernel/rooms/matters.ts'
import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { orderedId } from '#platform/database/ordered-id.ts'
import { type Ready, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import type { Holder } from '../domain/parts.ts'
import { HOLDERS, beginParticipants, setParticipants } from './participants.queries.ts'

/** Who is to hold a part of a matter from today on: all holders of that part, an empty list for nobody. */
export type NewHolders = { readonly matterId: string; readonly part: Part; readonly holders: readonly Holder[] }

const wantedOf = (parts: readonly NewHolders[]) =>
  parts.flatMap(({ matterId, part, holders }) =>
    holders.map(({ unitId = null, personId = null, text = null, phone = null }, sort) => ({
      id: orderedId(),
      matterId,
      part,
      unitId,
      personId,
      text,
      phone,
      sort,
    })),
  )

/** Holders of matters just added: nobody held anything before. With the rows, for the events. */
export function beginHolders(parts: readonly NewHolders[], today: Day): { write: Ready; held: { id: string; matterId: string }[] } {
  const held = wantedOf(parts)
  const rows = JSON.stringify(held)
  const takePart = beginParticipants(HOLDERS.because, held)
  const write = async (tx: WriteTx) => {
    if (held.length === 0) return
    await sql`
    insert into responsibility (id, matter_id, part, unit_id, person_id, holder_text, phone, sort, from_on)
    select id, "matterId", part, "unitId", "personId", text, phone, sort, ${today}
    from json_to_recordset(${rows}::json)
      as w(id uuid, "matterId" uuid, part text, "unitId" uuid, "personId" uuid, text text, phone text, sort int)`.execute(tx)
    await takePart(tx)
  }
  return { write, held }
}

/**
 * Sets whole parts: what was held by others ends today (or never was, when it began today), what stays is left alone but for its order,
 * and who was ended since yesterday goes on as if nothing had been: that is how a change is taken back.
 * Answers the ids of all rows touched, for the events.
 */
export async function setHolders(tx: WriteTx, parts: readonly NewHolders[], today: Day): Promise<{ id: string; matterId: string }[]> {
  if (parts.length === 0) return []
  const wanted = wantedOf(parts)
  const touched = parts.map(({ matterId, part }) => ({ matterId, part }))
  const rows = await queryRows<{ id: string; matterId: string }>(
    asReadDb(tx),
    sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w(id uuid, "matterId" uuid, part text, "unitId" uuid, "personId" uuid, text text, phone text, sort int)
    ), touched as (
      select * from jsonb_to_recordset(${JSON.stringify(touched)}::jsonb) as t("matterId" uuid, part text)
    ), current as (
      select r.* from responsibility r join touched t on t."matterId" = r.matter_id and t.part = r.part where r.to_on is null
    ), kept as (
      select c.id, w.id as wanted, w.sort from current c join wanted w on w."matterId" = c.matter_id and w.part = c.part
        and (w."unitId", w."personId", w.text, w.phone) is not distinct from (c.unit_id, c.person_id, c.holder_text, c.phone)
    ), revived as (
      select distinct on (w.id) r.id, w.id as wanted, w.sort from wanted w join responsibility r on r.matter_id = w."matterId" and r.part = w.part
        and (w."unitId", w."personId", w.text, w.phone) is not distinct from (r.unit_id, r.person_id, r.holder_text, r.phone)
      where r.to_on >= ${today}::date - 1 and w.id not in (select wanted from kept) order by w.id, r.from_on, r.id
    ), standing as (
      update responsibility r set to_on = null, sort = s.sort from (select * from kept union all select * from revived) s
      where r.id = s.id and (r.to_on is not null or r.sort <> s.sort) returning r.id, r.matter_id
    ), ended as (
      update responsibility r set to_on = greatest(r.from_on, ${today}::date - 1) from current c
      where r.id = c.id and c.id not in (select id from kept) returning r.id, r.matter_id
    ), begun as (
      insert into responsibility (id, matter_id, part, unit_id, person_id, holder_text, phone, sort, from_on)
      select id, "matterId", part, "unitId", "personId", text, phone, sort, ${today} from wanted
      where id not in (select wanted from kept union all select wanted from revived)
      returning id, matter_id
    )
    select id, matter_id as "matterId" from standing union all select id, matter_id from ended union all select id, matter_id from begun`,
  )
  await setParticipants(tx, HOLDERS, [...new Set(rows.map(({ matterId }) => matterId))])
  return rows
}
