import { sql } from 'kysely'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { SealFacts } from '#features/closeout/domain/seal/seal.ts'
import { measuresOf } from '#features/rectification/server/plan.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { PaperMeasure } from '../domain/paper-facts.ts'

/** The plan as it stands, with progress and standing proof. */
export async function measuresNow(db: ReadDb, id: MatterId): Promise<PaperMeasure[]> {
  const found = (await measuresOf(db, [id])).get(id) ?? []
  return found.map(({ unitName, personName, deadlineRaw, evidence, latest, ...measure }) => ({
    ...measure,
    holder: holderWords(unitName, personName),
    deadline: deadlineRaw ?? measure.dueOn,
    doneText: latest?.doneText ?? null,
    files: evidence.map((file) => file.id),
  }))
}

/** By cycle: the measures as the last opinion of that cycle sealed them; holders by the names they bear today. */
export async function measuresSealed(db: ReadDb, id: MatterId): Promise<ReadonlyMap<number, PaperMeasure[]>> {
  const rows = await queryRows<{
    cycle: number
    measures: (SealFacts['measures'][number] & { unit: string | null; person: string | null })[]
  }>(
    db,
    sql`select distinct on (c.cycle) c.cycle,
        (select coalesce(jsonb_agg(w.m || jsonb_build_object('unit', (select u.name from unit u where u.id = (w.m ->> 'unitId')::uuid),
            'person', (select q.name from person q where q.id = (w.m ->> 'personId')::uuid)) order by w.n), '[]')
          from jsonb_array_elements(k.facts -> 'measures') with ordinality as w (m, n)) as measures
      from closeout c join closeout_entry e on e.closeout_id = c.id and e.seal is not null
        join closeout_seal k on k.closeout_id = c.id and k.hash = e.seal
      where c.matter_id = ${id} order by c.cycle, e.seq desc`,
  )
  return new Map(
    rows.map(({ cycle, measures }) => [
      cycle,
      measures.map(({ unit, person, proof, latest, deadline, ...measure }) => ({
        ...measure,
        holder: holderWords(unit, person),
        deadline: deadline ?? measure.dueOn,
        doneText: latest?.doneText ?? null,
        files: proof.map((file) => file.id),
      })),
    ]),
  )
}

const holderWords = (unit: string | null, person: string | null) => (unit && person ? `${unit}（${person}）` : (unit ?? person))
