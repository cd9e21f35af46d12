import { sql } from 'kysely'
import { type SettingsOfSources, sourcesWithOther } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { computedNow } from './problems.queries.ts'

/** Problems that lack something else than what stands, where the mechanism asks for other slots now than before. */
export async function missingElsewise(db: ReadDb, before: SettingsOfSources, now: SettingsOfSources): Promise<string[]> {
  const sources = sourcesWithOther('mechanism.slots', before, now)
  if (sources.length === 0) return []
  const affected = sql`(p.source_id = any(${sources.filter((id) => id !== null)}::uuid[]) or (${sources.includes(null)} and p.source_id is null))`
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select p.matter_id as id from problem p join (${computedNow(now)} where ${affected}) c on c.matter_id = p.matter_id where p.missing <> c.missing`,
  )
  return rows.map(({ id }) => id)
}
