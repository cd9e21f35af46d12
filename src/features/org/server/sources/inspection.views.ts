import { sql } from 'kysely'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Inspection, Source } from '../../place.contract.ts'
import { versionOf } from '../locks.queries.ts'

/** Every inspection, the latest first, and every source. */
export async function inspectionsView(db: ReadDb) {
  const inspections = await queryRows(
    db,
    sql<Inspection>`
    select i.id, i.level, i.kind, i.name, i.round, i.batch, i.province, i.entry_on as "entryOn", i.exit_on as "exitOn",
      i.feedback_on as "feedbackOn", ${versionOf('i')} as version
    from inspection i order by i.entry_on desc nulls first, i.name`,
  )
  const sources = await queryRows(
    db,
    sql<Source>`
    select s.id, s.name, s.class, s.inspection_id as "inspectionId", ${versionOf('s')} as version from source s order by s.name`,
  )
  return { inspections, sources }
}
