import { type RawBuilder, sql } from 'kysely'
import type { SettingChange, SettingEffect } from '#kernel/settings.ts'
import { lockMatters } from '#features/matters/server/matters.queries.ts'
import { type SettingsOfSources, loadSettingsOfSources, sourcesWithOther } from '#features/org/server/settings/settings.queries.ts'
import type { EventDraft, Reaction } from '#platform/commit.ts'
import { type ReadDb, queryRows, asReadDb } from '#platform/db.ts'
import { loadDueContext } from './due-facts.queries.ts'
import { computedNow, refreshComputed } from './problems.queries.ts'
import { staleDues } from './recompute-dues.queries.ts'

const SLOTS = 'mechanism.slots'

/** What a change of a setting would change of problems. */
export async function problemEffects(db: ReadDb, change: SettingChange): Promise<SettingEffect[]> {
  const [before, after] = [await loadDueContext(db), await loadDueContext(db, change)]
  const moved = await staleDues(db, after)
  const sources = sourcesWithOther(SLOTS, before, after)
  const lacking = sources.length === 0 ? [] : await staleMissing(db, after, fromSources(sources))
  return [
    { count: moved.length, what: '个问题的最后日期或复核日期' },
    { count: lacking.length, what: '个问题的缺项' },
  ]
}

/** The mechanism asks for other slots, or a source for what another class is asked: what is missing is computed anew. It stands in no event. */
export const slotsConfigured: Reaction = async (tx, events) => {
  const where = concerned(events)
  if (where === null) return []
  const db = asReadDb(tx)
  const ids = await staleMissing(db, await loadSettingsOfSources(db), where)
  if (ids.length === 0) return []
  await lockMatters(tx, ids)
  await refreshComputed(tx, ids, { sameDoers: true })
  return []
}

function concerned(events: readonly EventDraft[]): RawBuilder<unknown> | null {
  const isSlots = events.some(({ act, rows }) => act === 'org.save-setting' && rows.some(([, key]) => key === SLOTS))
  if (isSlots) return sql`true`
  const sources = events.flatMap(({ act, subject }) => (act === 'org.save-source' ? [subject] : []))
  return sources.length === 0 ? null : fromSources(sources)
}

const fromSources = (sources: readonly (string | null)[]) =>
  sql`(p.source_id = any(${sources.filter((id) => id !== null)}::uuid[]) or (${sources.includes(null)} and p.source_id is null))`

/** Problems that lack something else than what stands; `where` is a condition on problem p. */
async function staleMissing(db: ReadDb, settings: SettingsOfSources, where: RawBuilder<unknown>): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select p.matter_id as id from problem p join (${computedNow(settings)} where ${where}) c on c.matter_id = p.matter_id where p.missing <> c.missing`,
  )
  return rows.map(({ id }) => id)
}
