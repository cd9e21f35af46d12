import { type RawBuilder, sql } from 'kysely'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { Ready, WriteTx } from '#platform/db.ts'
import type { ParticipantSource } from '#platform/app.ts'

/** One row a unit or person, each once, of the matters that `among` leaves. */
export const participantsOf = ({ rows }: ParticipantSource, among: RawBuilder<unknown> = sql`true`) => sql`
  select distinct f.matter_id, w.unit_id, w.person_id from (${rows}) f
  cross join lateral (values (f.unit_id, null::uuid), (null::uuid, f.person_id)) as w (unit_id, person_id)
  where num_nonnulls(w.unit_id, w.person_id) = 1 and ${among}`

/** Who takes part in these matters for this reason, as the facts say now: the only door to the table. The caller holds their locks. */
export async function setParticipants(tx: WriteTx, source: ParticipantSource, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await setParticipantsOf(tx, source, sql`${[...ids]}::uuid[]`)
}

/** The same of the matters in an array of ids. */
export async function setParticipantsOf(tx: WriteTx, source: ParticipantSource, ids: RawBuilder<unknown>): Promise<void> {
  const these = sql`any(${ids})`
  await sql`
    with wanted as materialized (${participantsOf(source, sql`f.matter_id = ${these}`)}), gone as (
      delete from participant a where a.matter_id = ${these} and a.because = ${source.because} and not exists (
        select from wanted w where w.matter_id = a.matter_id and (w.unit_id, w.person_id) is not distinct from (a.unit_id, a.person_id))
    )
    insert into participant (matter_id, unit_id, person_id, because) select matter_id, unit_id, person_id, ${source.because} from wanted
    on conflict do nothing`.execute(tx)
}

type Participant = { readonly matterId: string; readonly unitId: string | null; readonly personId: string | null }

/** The same for matters just added, of whom nobody is there yet. */
export function beginParticipants(because: string, participants: readonly Participant[]): Ready {
  const rows = JSON.stringify(participants)
  return (tx) =>
    sql`
    insert into participant (matter_id, unit_id, person_id, because)
    select distinct n."matterId", n."unitId", n."personId", ${because}
    from json_to_recordset(${rows}::json) as n("matterId" uuid, "unitId" uuid, "personId" uuid)
    where num_nonnulls(n."unitId", n."personId") = 1`.execute(tx)
}

/** Who holds a part now. */
export const HOLDERS: ParticipantSource = {
  because: 'responsibility',
  rows: sql`select matter_id, unit_id, person_id from responsibility where to_on is null`,
}

/** Who takes part in a matter, as covers() wants it; `matter` names its id. */
export const participantsColumns = (matter: RawBuilder<unknown> = sql`m.id`) => sql<{ units: UnitId[]; persons: PersonId[] }>`
  array(select distinct a.unit_id from participant a where a.matter_id = ${matter} and a.unit_id is not null) as units,
  array(select distinct a.person_id from participant a where a.matter_id = ${matter} and a.person_id is not null) as persons`
