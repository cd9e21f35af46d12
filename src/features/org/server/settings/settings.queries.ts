import { sql } from 'kysely'
import type { Calendar, Day } from '#kernel/days.ts'
import type { SettingKey } from '#kernel/rooms.ts'
import type { SourceClass } from '#kernel/rooms/org-tables.ts'
import {
  type MatterScopes,
  type SettingChange,
  type Settings,
  type StoredSetting,
  type StoredSettings,
  settingsIn,
  storedSettings,
} from '#kernel/settings.ts'
import { keptByVersion } from '#platform/database/place-cache.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'

const settingRows = keptByVersion((db) =>
  queryRows<StoredSetting>(
    db,
    sql`select distinct on (key, scope) key, scope, version, value from setting order by key, scope, version desc`,
  ),
)
const settingsStored = keptByVersion(async (db) => storedSettings(await settingRows(db)))

/** The newest version of every setting in every scope: few rows, read at once and looked up in memory. `change`: as if it were saved already. */
export const loadStoredSettings = async (db: ReadDb, change?: SettingChange): Promise<StoredSettings> =>
  change ? storedSettings([...(await settingRows(db)), { ...change, version: 0 }]) : settingsStored(db)

/** What holds for the place as a whole. */
export const loadSettings: (db: ReadDb) => Promise<Settings> = keptByVersion((db) => settingsFor(db, {}))

/** What holds for one matter. */
export const settingsFor = async (db: ReadDb, scopes: MatterScopes): Promise<Settings> => settingsIn(scopes, await loadStoredSettings(db))

type SourceFacts = {
  readonly id: string
  readonly class: SourceClass
  readonly inspection: string | null
  readonly entryOn: Day | null
}
/** What holds for the place, and for the matters of each source: the settings of many matters without a query a matter. */
export type SettingsOfSources = { readonly settings: Settings; readonly bySource: ReadonlyMap<string, Settings> }

const sourceFacts = keptByVersion((db) =>
  queryRows<SourceFacts>(
    db,
    sql`select s.id, s.class, s.inspection_id as inspection, i.entry_on as "entryOn" from source s left join inspection i on i.id = s.inspection_id`,
  ),
)
type WithEntries = SettingsOfSources & { readonly entryOn: ReadonlyMap<string, Day> }

function settingsBySource(stored: StoredSettings, sources: readonly SourceFacts[]): WithEntries {
  return {
    settings: settingsIn({}, stored),
    bySource: new Map(sources.map(({ id, class: kind, inspection }) => [id, settingsIn({ class: kind, inspection }, stored)])),
    entryOn: new Map(sources.flatMap(({ id, entryOn }) => (entryOn === null ? [] : [[id, entryOn] as const]))),
  }
}
const settingsOfSources = keptByVersion(async (db) => settingsBySource(await loadStoredSettings(db), await sourceFacts(db)))

/** Also the day on which each source's inspection entered. */
export const loadSettingsOfSources = async (db: ReadDb, change?: SettingChange): Promise<WithEntries> =>
  change ? settingsBySource(await loadStoredSettings(db, change), await sourceFacts(db)) : settingsOfSources(db)

/** What holds for the matters of one source; without a source, what holds for the place. */
export const settingsOf = ({ settings, bySource }: SettingsOfSources, sourceId: string | null): Settings =>
  bySource.get(sourceId ?? '') ?? settings

/** Sources, and null for matters without one, to which a setting gives another value than before. */
export function sourcesWithOther(key: SettingKey, before: SettingsOfSources, after: SettingsOfSources): (string | null)[] {
  const valueIn = (all: SettingsOfSources, id: string | null) => JSON.stringify(settingsOf(all, id)[key])
  return [null, ...after.bySource.keys()].filter((id) => valueIn(before, id) !== valueIn(after, id))
}

/** A setting's next version in a scope; older ones stay readable. */
export async function addSettingVersion(tx: WriteTx, { key, scope, value }: SettingChange): Promise<void> {
  await sql`
    insert into setting (key, scope, version, value)
    values (${key}, ${scope}, 1 + coalesce((select max(version) from setting where key = ${key} and scope = ${scope}), 0), ${JSON.stringify(value)}::jsonb)`.execute(
    tx,
  )
}

/** Refuses when a setting is no longer the version that the caller saw. Call lockPlace before. */
export async function refuseOtherSetting(
  tx: WriteTx,
  { key, scope }: Pick<SettingChange, 'key' | 'scope'>,
  expectedVersion: number,
): Promise<void> {
  const [row] = await queryRows(
    asReadDb(tx),
    sql<{ version: number }>`select coalesce(max(version), 0)::int as version from setting where key = ${key} and scope = ${scope}`,
  )
  if (row?.version !== expectedVersion) throw new RefusalError({ code: 'org.changed' })
}

/** Days off and made-up working days of every year that has been loaded (rules.md R-33). */
export const loadCalendar = keptByVersion(async (db): Promise<Calendar> => {
  const [found] = await queryRows<{ off: string[]; on: string[]; years: number[] }>(
    db,
    sql`select coalesce((select array_agg(day::text) from holiday where kind = 'off'), '{}') as off,
      coalesce((select array_agg(day::text) from holiday where kind = 'on'), '{}') as "on",
      coalesce((select array_agg(year) from holiday_year), '{}') as years`,
  )
  return { off: new Set(found?.off), on: new Set(found?.on), years: new Set(found?.years) }
})
