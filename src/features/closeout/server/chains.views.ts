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
import { CHAIN, type OpenProposal, openProposals } from './chains.queries.ts'
import type { Reader } from '#platform/app.ts'
import type { WaitingGroup, WaitingRow } from '#kernel/waiting.ts'

type Run = Required<Pick<MatterScopes, 'class' | 'inspection'>> & { readonly chain: Chain; readonly count: number }

/** Every scope with the chain that holds there, who set it, and how many files run on an older one. */
export async function chainsView(db: ReadDb, actor: Actor, rooms: Rooms): Promise<z.input<typeof chainsEndpoint.reply>> {
  const stored = await loadStoredSettings(db)
  const makers = await whoMade(db)
  const proposals = new Map((await openProposals(db)).map((open) => [open.scope, open]))
  const older = olderRuns(await runs(db), stored)
  const chains = (await listScopes(db, rooms)).flatMap(({ scope, kind, name }) => {
    if (!mayHold(CHAIN, kind)) return []
    const { value: steps, from } = resolveSetting(CHAIN, scopesOf(scope), stored)
    const version = stored.get(`${CHAIN} ${scope}`)?.version ?? 0
    const { at, by } = makers.get(`${CHAIN} ${scope} ${version}`) ?? NOBODY
    const called = kind === 'place' ? '全区（没有单独设置的来源）' : name
    const running = older.get(scope) ?? 0
    const proposal = proposalReply(proposals.get(scope), actor)
    return [{ scope, kind, name: called, own: from === scope, version, steps, changedAt: at, changedBy: by, running, proposal }]
  })
  return { chains, mayEdit: holdsAny(actor, 'closeout.save-chain') }
}

const proposalReply = (open: OpenProposal | undefined, { id: reader }: Actor) =>
  open
    ? { id: open.id, steps: open.steps, reason: open.reason, by: open.by, at: open.at.toISOString(), mine: open.proposedBy === reader }
    : null

/** Proposed changes of others, for whoever may approve them. */
export async function proposalsWaiting(db: ReadDb, { actor }: Reader): Promise<WaitingGroup[]> {
  if (!holdsAny(actor, 'closeout.save-chain')) return []
  const waiting = (await openProposals(db)).filter(({ proposedBy }) => proposedBy !== actor.id)
  const rows = waiting.map(({ id, reason, by, at }): WaitingRow => ({
    id,
    no: null,
    title: `修改销号环节：${reason}`,
    step: '批准',
    place: null,
    lead: null,
    since: at.toISOString(),
    dueOn: null,
    clock: { tone: 'none', text: '等待批准' },
    detail: `${by}提出`,
    path: '/closeout/chain',
  }))
  return [
    { key: 'closeout.chain', title: '待批准的环节修改', hint: '由提出人以外的一人批准后生效。', button: '去处理', byPlace: false, rows },
  ]
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
