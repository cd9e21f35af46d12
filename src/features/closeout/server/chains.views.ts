import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, holdsAny } from '#kernel/access.ts'
import type { Chain } from '#kernel/rooms/closeout-chain.ts'
import { SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { chainsEndpoint } from '../chains.contract.ts'
import { canonical } from '../domain/seal/seal.ts'
import { SCOPES, chainFor, ownChains } from './chains.queries.ts'

type SavedChain = { readonly scope: string; readonly version: number; readonly at: Date; readonly who: string | null }
type Run = { readonly sourceClass: string | null; readonly chain: Chain; readonly count: number }

const classOf = (scope: string) => (scope === 'place' ? null : scope.slice('class:'.length))
const nameOf = (scope: string) =>
  (SOURCE_CLASS_WORDS as Readonly<Record<string, string>>)[classOf(scope) ?? ''] ?? '全区（没有单独设置的来源）'

/** Every scope with the chain that holds there, who set it, and how many files run on an older one. */
export async function chainsView(db: ReadDb, actor: Actor): Promise<z.input<typeof chainsEndpoint.reply>> {
  const own = await ownChains(db)
  const saved = new Map((await savedChains(db)).map((row) => [`${row.scope} ${row.version}`, row]))
  const running = await runs(db)
  const chains = SCOPES.map((scope) => {
    const set = own.get(scope)
    const { steps } = chainFor(own, classOf(scope))
    const by = saved.get(`${scope} ${set?.version ?? 0}`)
    const here = running.filter(({ sourceClass }) => scopeOf(own, sourceClass) === scope && set !== undefined)
    return {
      scope,
      name: nameOf(scope),
      own: set !== undefined,
      version: set?.version ?? 0,
      steps,
      changedAt: by?.at.toISOString() ?? null,
      changedBy: by?.who ?? null,
      running: here.filter(({ chain }) => canonical(chain) !== canonical(steps)).reduce((sum, { count }) => sum + count, 0),
    }
  })
  return { chains, mayEdit: holdsAny(actor, 'closeout.save-chain') }
}

/** Which scope answers for a class of sources. */
const scopeOf = (own: ReadonlyMap<string, unknown>, sourceClass: string | null) =>
  own.has(`class:${sourceClass ?? ''}`) ? `class:${sourceClass ?? ''}` : 'place'

/** A version of a scope was set by the first event that shows it. */
const savedChains = (db: ReadDb) =>
  queryRows<SavedChain>(
    db,
    sql`select distinct on (scope, version) c.value -> 'after' ->> 'scope' as scope, (c.value -> 'after' ->> 'version')::int as version, e.at, q.name as who
      from event e cross join lateral jsonb_array_elements(e.changes) c left join person q on q.id = e.actor_id
      where e.act = 'closeout.save-chain' and e.subject = (select id from unit where parent_id is null) order by scope, version, e.id`,
  )

const runs = (db: ReadDb) =>
  queryRows<Run>(
    db,
    sql`select o.class as "sourceClass", c.chain, count(*)::int as count
      from matter m join problem p on p.matter_id = m.id join closeout c on c.matter_id = m.id and c.cycle = m.cycle left join source o on o.id = p.source_id
      where m.state <> 'open' and m.step is not null group by o.class, c.chain`,
  )
