import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import type { ReportState } from '#kernel/rooms/rectification.ts'
import type { WriteTx } from '#platform/db.ts'

export type NewReport = {
  readonly id: string
  readonly matterId: string
  readonly measureId: string
  readonly cycle: number
  readonly on: Day
  readonly state: ReportState
  readonly doneText: string
  readonly delayReason: string | null
  readonly difficulty: string | null
  readonly nextStep: string | null
  readonly person: PersonId
  readonly at: Date
}

/** A report stays as it was given; a correction is another report. */
export async function addReport(tx: WriteTx, report: NewReport): Promise<void> {
  await sql`
    insert into progress_report (id, matter_id, measure_id, cycle, reported_on, state, done_text, delay_reason, difficulty, next_step, person_id, at)
    values (${report.id}, ${report.matterId}, ${report.measureId}, ${report.cycle}, ${report.on}, ${report.state}, ${report.doneText},
      ${report.delayReason}, ${report.difficulty}, ${report.nextStep}, ${report.person}, ${report.at})`.execute(tx)
}
