import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, holdsAny } from '#kernel/access.ts'
import type { Chain } from '#kernel/rooms/closeout-chain.ts'
import { type MatterScopes, type StoredSettings, mayHold, resolveSetting, scopeParts } from '#kernel/settings.ts'
import { type NamedScope, type Rooms, listScopes } from '#features/org/server/settings/scopes.queries.ts'
import { NOBODY, whoMade } from '#features/org/server/settings/setting-makers.queries.ts'
import { loadStoredSettings } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { chainsEndpoint } from '../chains.contract.ts'
import { canonical } from '../domain/seal/seal.ts'
import { CHAIN } from './chains.queries.ts'

type Run = Required<Pick<MatterScopes, 'class' | 'inspection'>> & { readonly chain: Chain; readonly count: number }

/** Every scope with the chain that holds there, who set it, and how many files run on an older one. */
export async function chainsView(db: ReadDb, actor: Actor, rooms: Rooms): Promise<z.input<typeof chainsEndpoint.reply>> {
  const stored = await loadStoredSettings(db)
  const makers = await whoMade(db)
  const older = olderRuns(await runs(db), stored)
  const chains = (await listScopes(db, rooms)).flatMap(({ scope, kind, name }) => {
    if (!mayHold(CHAIN, kind)) return []
    const { value: steps, from } = resolveSetting(CHAIN, scopesOf(scope), stored)
    const version = stored.get(`${CHAIN} ${scope}`)?.version ?? 0
    const { at, by } = makers.get(`${CHAIN} ${scope} ${version}`) ?? NOBODY
    const called = kind === 'place' ? '全区（没有单独设置的来源）' : name
    return [
      { scope, kind, name: called, own: from === scope, version, steps, changedAt: at, changedBy: by, running: older.get(scope) ?? 0 },
    ]
  })
  return { chains, mayEdit: holdsAny(actor, 'closeout.save-chain') }
}

function scopesOf(scope: NamedScope['scope']): MatterScopes {
  const { kind, id } = scopeParts(scope) ?? { kind: 'place', id: '' }
  return kind === 'place' ? {} : { [kind]: id }
}

/** How many files run on another chain than the one in force for them, by the scope that gives it. */
function olderRuns(running: readonly Run[], stored: StoredSettings): Map<string, number> {
  const older = new Map<string, number>()
  for (const { chain, count, ...scopes } of running) {
    const { value, from } = resolveSetting(CHAIN, scopes, stored)
    if (canonical(chain) !== canonical(value)) older.set(from, (older.get(from) ?? 0) + count)
  }
  return older
}

const runs = (db: ReadDb) =>
  queryRows<Run>(
    db,
    sql`select o.class, o.inspection_id as inspection, c.chain, count(*)::int as count
      from matter m join problem p on p.matter_id = m.id join closeout c on c.matter_id = m.id and c.cycle = m.cycle left join source o on o.id = p.source_id
      where m.state <> 'open' and m.step is not null group by o.class, o.inspection_id, c.chain`,
  )
