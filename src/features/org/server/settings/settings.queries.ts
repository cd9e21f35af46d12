import type { SettingKey } from '#kernel/rooms.ts'
import { sql } from 'kysely'
import type { Calendar } from '#kernel/days.ts'
import { type Settings, settingsFrom } from '#kernel/settings.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'

/** What holds in this place today: the newest version of every setting. */
export async function loadSettings(db: ReadDb): Promise<Settings> {
  const rows = await queryRows<{ key: string; value: unknown }>(
    db,
    sql`select distinct on (key) key, value from setting where scope = 'place' order by key, version desc`,
  )
  return settingsFrom(new Map(rows.map(({ key, value }) => [key, value])))
}

/** A setting's next version; older ones stay readable. */
export async function addSettingVersion(tx: WriteTx, key: SettingKey | ScopedKey, value: unknown, scope = 'place'): Promise<void> {
  await sql`
    insert into setting (key, scope, version, value)
    values (${key}, ${scope}, 1 + coalesce((select max(version) from setting where key = ${key} and scope = ${scope}), 0), ${JSON.stringify(value)}::jsonb)`.execute(
    tx,
  )
}

/** Settings that a room edits on a page of its own, one value for the place and others for narrower scopes. */
type ScopedKey = 'closeout.chain'
/** What holds in each scope for which something was set. */
export const scopedSettings = (db: ReadDb, key: ScopedKey) =>
  queryRows<{ scope: string; version: number; value: unknown }>(
    db,
    sql`select distinct on (scope) scope, version, value from setting where key = ${key} order by scope, version desc`,
  )

/** Days off and made-up working days of every year that has been loaded (`domain.md` §10.7). */
export async function loadCalendar(db: ReadDb): Promise<Calendar> {
  const [found] = await queryRows<{ off: string[]; on: string[]; years: number[] }>(
    db,
    sql`select coalesce((select array_agg(day::text) from holiday where kind = 'off'), '{}') as off,
      coalesce((select array_agg(day::text) from holiday where kind = 'on'), '{}') as "on",
      coalesce((select array_agg(year) from holiday_year), '{}') as years`,
  )
  return { off: new Set(found?.off), on: new Set(found?.on), years: new Set(found?.years) }
}

/** Refuses when a setting is no longer the version that the caller saw. Call lockPlace before. */
export async function refuseOtherSetting(
  tx: WriteTx,
  key: SettingKey | ScopedKey,
  expectedVersion: number,
  scope = 'place',
): Promise<void> {
  const [row] = await queryRows(
    asReadDb(tx),
    sql<{ version: number }>`select coalesce(max(version), 0)::int as version from setting where key = ${key} and scope = ${scope}`,
  )
  if (row?.version !== expectedVersion) throw new RefusalError({ code: 'org.changed' })
}
