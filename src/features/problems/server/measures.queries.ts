import { sql } from 'kysely'
import type { WriteTx } from '#platform/db.ts'

export type NewMeasure = { readonly id: string; readonly problemId: string; readonly no: number; readonly text: string }

/** Measures as an imported plan lists them. */
export async function addMeasures(tx: WriteTx, measures: readonly NewMeasure[]): Promise<void> {
  await sql`
    insert into measure (id, problem_id, no, text)
    select m.id, m."problemId", m.no, m.text from jsonb_to_recordset(${JSON.stringify(measures)}::jsonb) as m(id uuid, "problemId" uuid, no int, text text)`.execute(
    tx,
  )
}
