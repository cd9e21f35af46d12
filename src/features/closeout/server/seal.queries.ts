import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { measuresOf } from '#features/rectification/server/plan.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type SealFacts, canonical } from '../domain/seal/seal.ts'

export const sealOf = (facts: unknown): string => createHash('sha256').update(canonical(facts)).digest('hex')

/** Who holds a part of matter m, in an order that does not depend on how they are sorted. */
const held = (part: string) => sql<
  string[]
>`array(select coalesce(r.unit_id::text, r.person_id::text, r.holder_text, '') from responsibility r
  where r.matter_id = m.id and r.part = ${part} and r.to_on is null order by 1)`

/** What a signatory judges at each matter, in two queries whatever their number. */
export async function sealFacts(db: ReadDb, ids: readonly string[]): Promise<Map<string, SealFacts>> {
  const rows = await queryRows<Omit<SealFacts, 'measures'> & { readonly id: string; readonly form: number }>(
    db,
    sql`select p.matter_id as id, p.wording, p.task, p.point, p.target, p.deadline_raw as deadline, m.due_on as "dueOn", m.cycle, ${held('lead')} as leads, ${held('acceptance')} as acceptance,
        case when c.id is not null then jsonb_build_object('statement', c.statement, 'lastingMechanism', c.lasting_mechanism, 'completedOn', c.completed_on) end as application,
        case when m.state = 'open' then ${SEAL_FORM} when c.id is null then ${SEAL_FORM} else coalesce(c.seal_form, 1) end::int as form
      from problem p join matter m on m.id = p.matter_id left join closeout c on c.matter_id = m.id and c.cycle = m.cycle
      where p.matter_id = any(${[...ids]}::uuid[])`,
  )
  const measures = await measuresOf(db, ids)
  return new Map(
    rows.map(({ id, form, ...facts }) => [id, { ...facts, measures: (measures.get(id) ?? []).map((measure) => sealed(measure, form)) }]),
  )
}

type Measured = Awaited<ReturnType<typeof measuresOf>> extends Map<string, (infer M)[]> ? M : never
/** Form 1 seals a file's bytes and name, form 2 also what people say of it; a close-out goes on in the form it was applied for in. */
export const SEAL_FORM = 2
function proofFacts(file: Measured['evidence'][number], form: number) {
  const { id, hash, name, takenAt, takenFrom, effectiveOn, side, pair, note } = file
  return form === 1 ? { id, hash, name } : { id, hash, name, takenAt, takenFrom, effectiveOn, side, pair, note }
}
const sealed = (
  { id, no, text, unitId, personId, deadlineRaw, dueOn, result, doneOn, milestones, evidence, latest }: Measured,
  form: number,
) => ({
  id,
  no,
  text,
  unitId,
  personId,
  deadline: deadlineRaw,
  dueOn,
  result,
  doneOn,
  milestones: milestones.map((milestone) => ({ text: milestone.text, dueOn: milestone.dueOn, reachedOn: milestone.reachedOn })),
  proof: evidence.map((file) => proofFacts(file, form)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  latest: latest && {
    doneText: latest.doneText,
    delayReason: latest.delayReason,
    difficulty: latest.difficulty,
    nextStep: latest.nextStep,
    on: latest.on,
  },
})
