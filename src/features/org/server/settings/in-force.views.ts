import { sql } from 'kysely'
import { SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { type MatterScopes, type NarrowKind, SCOPE_KINDS, resolveSetting, scopeParts } from '#kernel/settings.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { InForce } from '../../settings.contract.ts'
import { type NamedScope, type Rooms, listScopes } from './scopes.queries.ts'
import { loadStoredSettings } from './settings.queries.ts'

type Asked = { readonly source?: string | undefined; readonly scope?: string | undefined }

/** Which value holds for the matters of a source, or in a scope, and which scope it comes from. */
export async function settingsInForce(db: ReadDb, asked: Asked, rooms: Rooms): Promise<InForce> {
  const all = new Map((await listScopes(db, rooms)).map((each) => [each.scope as string, each]))
  const scopes = asked.source === undefined ? scopesIn(asked.scope ?? 'place', all) : await scopesOfSource(db, asked.source)
  const stored = await loadStoredSettings(db)
  const named = (scope: string): NamedScope => all.get(scope) ?? { scope: 'place', kind: 'place', name: scope }
  return {
    scopes: SCOPE_KINDS.flatMap((kind) => all.get(kind === 'place' ? kind : `${kind}:${scopes[kind] ?? ''}`) ?? []),
    settings: (Object.keys(SETTINGS) as SettingKey[]).map((key) => {
      const { value, from, steps } = resolveSetting(key, scopes, stored)
      return {
        key,
        value,
        from: from === 'standard' ? null : named(from),
        steps: steps.map(({ scope, state, value: each }) => ({ ...named(scope), state, value: each })),
      }
    }),
  }
}

function scopesIn(scope: string, all: ReadonlyMap<string, NamedScope>): MatterScopes {
  const parts = all.has(scope) ? scopeParts(scope) : undefined
  if (!parts) throw new RefusalError({ code: 'org.scope-unknown' })
  return parts.kind === 'place' ? {} : ({ [parts.kind]: parts.id } satisfies Partial<Record<NarrowKind, string>>)
}

async function scopesOfSource(db: ReadDb, id: string): Promise<MatterScopes> {
  const [source] = await queryRows<Required<Pick<MatterScopes, 'class' | 'inspection'>>>(
    db,
    sql`select s.class, s.inspection_id as inspection from source s where s.id = ${id}`,
  )
  if (!source) throw new RefusalError({ code: 'org.not-found' })
  return source
}
