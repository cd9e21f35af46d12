import { sql } from 'kysely'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'

/** Which file proves which measure. */
export type Link = { readonly measureId: string; readonly evidenceId: string }
type By = { readonly person: PersonId | null; readonly cycle: number; readonly now: Date }

const COLUMNS = sql`l(id uuid, "measureId" uuid, "evidenceId" uuid)`

/** Links files to measures; one that stands already is left alone. Answers the rows made. The caller holds the matter's lock. */
export async function addLinks(tx: WriteTx, links: readonly Link[], { person, cycle, now }: By): Promise<string[]> {
  const rows = links.map((link) => ({ ...link, id: crypto.randomUUID() }))
  const made = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`insert into measure_evidence (id, measure_id, evidence_id, person_id, cycle, linked_at)
      select l.id, l."measureId", l."evidenceId", ${person}, ${cycle}, ${now} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${COLUMNS}
      on conflict do nothing returning id`,
  )
  return made.map(({ id }) => id)
}

/** Takes links away; the row stays and says who and when. Answers the rows changed. */
export async function removeLinks(tx: WriteTx, links: readonly Link[], { person, now }: Omit<By, 'cycle'>): Promise<string[]> {
  const gone = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`update measure_evidence m set removed_at = ${now}, removed_by = ${person}
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as ${COLUMNS}
      where m.measure_id = l."measureId" and m.evidence_id = l."evidenceId" and m.removed_at is null returning m.id`,
  )
  return gone.map(({ id }) => id)
}

/** Takes every standing link of a matter's files away: a new cycle proves anew. Answers the rows changed. */
export async function removeAllLinks(tx: WriteTx, matterId: string, { person, now }: Omit<By, 'cycle'>): Promise<string[]> {
  const gone = await queryRows<{ id: string }>(
    asReadDb(tx),
    sql`update measure_evidence m set removed_at = ${now}, removed_by = ${person}
      from evidence v where v.id = m.evidence_id and v.matter_id = ${matterId} and m.removed_at is null returning m.id`,
  )
  return gone.map(({ id }) => id)
}
