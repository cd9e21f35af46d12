import { sql } from 'kysely'
import { z } from 'zod'
import { SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { SCOPE_KINDS, type StoredSettings, mayHold, resolveSetting, scopeParts, storedSettings } from '#kernel/settings.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { ScopedValue, Setting } from '../../settings.contract.ts'
import { type NamedScope, type Rooms, listScopes } from './scopes.queries.ts'
import { loadStoredSettings } from './settings.queries.ts'
import { type Made, NOBODY, whoMade } from './setting-makers.queries.ts'

/** Every setting: what holds for the place, what else holds in which scope, and who set it when and why. */
export async function settingsView(db: ReadDb, rooms: Rooms): Promise<{ settings: Setting[]; scopes: NamedScope[] }> {
  const found: Found = { stored: await loadStoredSettings(db), makers: await whoMade(db), scopes: await listScopes(db, rooms) }
  return { scopes: found.scopes, settings: (Object.keys(SETTINGS) as SettingKey[]).map((key) => settingOf(key, found)) }
}

type Found = {
  readonly stored: StoredSettings
  readonly makers: ReadonlyMap<string, Made>
  readonly scopes: NamedScope[]
}

function settingOf(key: SettingKey, { stored, makers, scopes }: Found): Setting {
  const { value } = resolveSetting(key, {}, stored)
  const place = stored.get(`${key} place`)
  const names = new Map(scopes.map((each) => [each.scope as string, each]))
  const scoped = [...stored].flatMap(([name, holding]): ScopedValue[] => {
    const scope = name.startsWith(`${key} `) ? name.slice(key.length + 1) : 'place'
    const kind = scopeParts(scope)?.kind
    if (scope === 'place') return []
    const called = names.get(scope) ?? { scope, kind: kind ?? 'place', name: `${scope}（已不存在）` }
    return [{ ...called, ...holding, made: makers.get(`${name} ${holding.version}`) ?? NOBODY }]
  })
  return {
    key,
    value,
    version: place?.version ?? 0,
    fits: place?.state !== 'unfit',
    made: makers.get(`${key} place ${place?.version ?? 0}`) ?? NOBODY,
    scoped: inOrder(scoped, scopes),
    kinds: SCOPE_KINDS.toReversed().filter((kind) => kind !== 'place' && mayHold(key, kind)),
    schema: z.toJSONSchema(SETTINGS[key].shape) as Record<string, unknown>,
  }
}

/** As the scopes stand, from wide to narrow. */
function inOrder(scoped: readonly ScopedValue[], scopes: readonly NamedScope[]): ScopedValue[] {
  const place = new Map(scopes.map(({ scope }, at) => [scope as string, at]))
  return scoped.toSorted((a, b) => (place.get(a.scope) ?? scopes.length) - (place.get(b.scope) ?? scopes.length))
}

/** All versions of one setting in one scope, the newest first. */
export async function settingVersions(db: ReadDb, key: SettingKey, scope: string) {
  const rows = await queryRows<{ version: number; value: unknown }>(
    db,
    sql`select version, value from setting where key = ${key} and scope = ${scope} order by version desc`,
  )
  const makers = await whoMade(db)
  return {
    versions: rows.map((row) => ({
      ...row,
      state: storedSettings([{ key, scope, ...row }]).get(`${key} ${scope}`)?.state ?? ('unfit' as const),
      made: makers.get(`${key} ${scope} ${row.version}`) ?? NOBODY,
    })),
  }
}
