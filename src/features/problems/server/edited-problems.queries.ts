import { sql } from 'kysely'
import { type Day, addDays } from '#kernel/days.ts'
import type { Deadline } from '#kernel/deadline.ts'
import { PARTS, type Part } from '#kernel/rooms/matters.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { ShownHolder } from '../domain/edit-holders.ts'
import type { EditedProblem } from '../domain/edit-cells.ts'
import { FACTS_JSON } from './existing.queries.ts'
import { type StoredProblem } from './problems.queries.ts'
import { NUMBERS_OWN_FIRST } from '#features/matters/server/numbers.queries.ts'

/** A problem as it is edited: its facts and holders, and what must be written back with them. */
export type Editing = EditedProblem &
  Pick<StoredProblem, 'id' | 'raw' | 'intakeId' | 'intakeAt'> & {
    readonly version: number
    readonly nos: readonly string[]
    readonly units: readonly string[]
    readonly persons: readonly string[]
  }
type Stored = Omit<Editing, 'held' | 'recent'>
type Held = {
  readonly matterId: string
  readonly part: Part
  readonly holds: boolean
  readonly unitId: string | null
  readonly personId: string | null
  readonly text: string | null
  readonly phone: string | null
  readonly name: string
  readonly fullName: string
  readonly ownPhone: string | null
}

/** Problems with what editing needs: two queries whatever their number. */
export async function loadEditing(db: ReadDb, ids: readonly string[], today: Day): Promise<Map<string, Editing>> {
  const stored = await queryRows<Stored>(
    db,
    sql`select m.id, m.version, m.title, m.state = 'closed' as closed, p.raw, p.intake_id as "intakeId", p.intake_at as "intakeAt",
        ${participantsColumns()}, ${FACTS_JSON} as facts,
        array(select n.no from matter_number n where n.matter_id = m.id order by ${NUMBERS_OWN_FIRST}) as nos
      from matter m join problem p on p.matter_id = m.id where m.id = any(${[...ids]}::uuid[])`,
  )
  const held = Map.groupBy(await queryRows<Held>(db, heldQuery(ids, today)), ({ matterId }) => matterId)
  return new Map(stored.map((row) => [row.id, { ...row, ...partsOf(held.get(row.id) ?? []) }]))
}

/** Who holds, and who held until yesterday at the latest: those whom an edit of today has ended. The latest of these first. */
const heldQuery = (ids: readonly string[], today: Day) => sql<Held>`
  select r.matter_id as "matterId", r.part, r.to_on is null as holds, r.unit_id as "unitId", r.person_id as "personId", r.holder_text as text, r.phone,
    coalesce(u.short_name, u.name, q.name, r.holder_text) as name, coalesce(u.name, q.name, r.holder_text) as "fullName", q.phone as "ownPhone"
  from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id
  where r.matter_id = any(${[...ids]}::uuid[]) and (r.to_on is null or r.to_on >= ${addDays(today, -1)}::date)
  order by r.to_on desc nulls first, r.sort, r.id`

function partsOf(held: readonly Held[]) {
  const of = (part: Part, holds: boolean) => held.filter((row) => row.part === part && row.holds === holds).map(shownOf)
  const by = (holds: boolean) => Object.fromEntries(PARTS.map((part) => [part, of(part, holds)])) as Record<Part, ShownHolder[]>
  return { held: by(true), recent: by(false) }
}

const shownOf = ({ unitId, personId, text, phone, name, fullName, ownPhone }: Held): ShownHolder => ({
  holder: {
    ...(unitId !== null && { unitId }),
    ...(personId !== null && { personId }),
    ...(text !== null && { text }),
    ...(phone !== null && { phone }),
  },
  name,
  ownPhone,
  words: [name, fullName],
})

/**
 * What a phrase meant when a problem carried it before, by problem and phrase: a phrase without a year keeps the year it was read in,
 * so that taking an edit back brings back the same last day.
 */
export async function phrasesBefore(db: ReadDb, phrases: readonly { readonly id: string; readonly phrase: string }[]) {
  if (phrases.length === 0) return new Map<string, Deadline>()
  const rows = await queryRows<{ id: string; phrase: string; deadline: Deadline }>(
    db,
    sql`select distinct on (w.id, w.phrase) w.id, w.phrase, c -> 'after' -> 'deadline' as deadline
      from jsonb_to_recordset(${JSON.stringify(phrases)}::jsonb) as w(id uuid, phrase text)
      join event e on e.subject = w.id cross join lateral jsonb_array_elements(e.changes) c
      where c ->> 'table' = 'problem' and c -> 'after' ->> 'deadline_raw' = w.phrase and c -> 'after' -> 'deadline' <> 'null'
      order by w.id, w.phrase, e.id desc`,
  )
  return new Map(rows.map(({ id, phrase, deadline }) => [`${id} ${phrase}`, deadline]))
}
