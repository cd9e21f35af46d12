import { sql } from 'kysely'
import type { SettingSpec } from '#kernel/declaration.ts'
import { SCOPES, SETTINGS, type ScopeKind, type SettingKey } from '#kernel/rooms.ts'
import { SOURCE_CLASSES, SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import { type Scope, SCOPE_KINDS, mayHold } from '#kernel/settings.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { RoomModule, ScopeMembers } from '#platform/app.ts'

export type NamedScope = { readonly scope: Scope; readonly kind: ScopeKind; readonly name: string }

/** The kinds of scope that this room keeps. */
export const ORG_SCOPES: readonly ScopeMembers[] = [
  { kind: 'class', members: async () => SOURCE_CLASSES.map((id) => ({ id, name: SOURCE_CLASS_WORDS[id] })) },
  {
    kind: 'inspection',
    members: (db) => queryRows(db, sql`select i.id, i.name from inspection i order by i.entry_on desc nulls first, i.name`),
  },
]

export type Rooms = readonly Pick<RoomModule, 'scopes'>[]
/** Everything for which something may be set, from wide to narrow. */
export async function listScopes(db: ReadDb, rooms: Rooms): Promise<NamedScope[]> {
  const found: NamedScope[] = []
  for (const { kind, members } of rooms.flatMap(({ scopes = [] }) => scopes))
    found.push(...(await members(db)).map(({ id, name }): NamedScope => ({ scope: `${kind}:${id}`, kind, name })))
  return [{ scope: 'place', kind: 'place', name: SCOPES.place.title }, ...found]
}

/** The scope as it is called; refuses one that does not exist, and one for which this setting has no value of its own. */
export function scopeFor(key: SettingKey, scope: string, scopes: readonly NamedScope[]): NamedScope {
  const found = scopes.find((each) => each.scope === scope)
  if (!found) throw new RefusalError({ code: 'org.scope-unknown' })
  if (!mayHold(key, found.kind))
    throw new RefusalError({ code: 'org.scope-unfit', detail: { setting: SETTINGS[key].title, scopes: kindsOf(key) } })
  return found
}

const kindsOf = (key: SettingKey) =>
  SCOPE_KINDS.toReversed()
    .filter((kind) => mayHold(key, kind))
    .map((kind) => SCOPES[kind].title)
    .join('、')

/** Edited here (`at`: on that page), not on a page of its own with a permission of its own. */
export function refuseOwnPage(key: SettingKey, at?: SettingSpec['page']): void {
  const { page, title }: SettingSpec = SETTINGS[key]
  if (page !== at) throw new RefusalError({ code: 'org.own-page', detail: { setting: title } })
}
