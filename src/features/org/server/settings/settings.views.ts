import { sql } from 'kysely'
import { z } from 'zod'
import { SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { loadSettings } from './settings.queries.ts'

type Newest = { key: string; version: number; changedAt: Date | null; changedBy: string | null }

/** Every setting with what holds today, and who said so when. */
export async function settingsView(db: ReadDb) {
  const values = await loadSettings(db)
  const rows = await queryRows(
    db,
    sql<Newest>`
    select s.key, s.version, e.at as "changedAt", p.name as "changedBy"
    from (select key, max(version) as version from setting where scope = 'place' group by key) s
    left join lateral (
      select at, actor_id from event
      where act = 'org.save-setting' and changes @> jsonb_build_array(jsonb_build_object('table', 'setting', 'id', s.key))
        and subject = (select id from unit where parent_id is null)
      order by id desc limit 1) e on true
    left join person p on p.id = e.actor_id`,
  )
  const newest = new Map(rows.map((row) => [row.key, row]))
  return {
    settings: (Object.keys(SETTINGS) as SettingKey[]).map((key) => {
      const { version = 0, changedAt = null, changedBy = null } = newest.get(key) ?? {}
      const schema = z.toJSONSchema(SETTINGS[key].shape) as Record<string, unknown>
      return { key, value: values[key], version, changedAt: changedAt?.toISOString() ?? null, changedBy, schema }
    }),
  }
}
