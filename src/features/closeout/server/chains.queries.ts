import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { OK } from '#kernel/endpoint.ts'
import type { Chain } from '#kernel/rooms/closeout-chain.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { INHERITED } from '#kernel/settings.ts'
import { lockPlace } from '#features/org/server/locks.queries.ts'
import { type Rooms, listScopes, scopeFor } from '#features/org/server/settings/scopes.queries.ts'
import { addSettingVersion, refuseOtherSetting } from '#features/org/server/settings/settings.queries.ts'
import type { ChangedRow, EventDraft } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { proposeChainEndpoint, settleChainEndpoint } from '../chains.contract.ts'
import { type Proposal, settleRefusal } from '../domain/chain/settle-proposal.ts'

export const CHAIN = 'closeout.chain'

type By = { readonly person: PersonId; readonly now: Date }
type Form = z.output<typeof proposeChainEndpoint.input> & { readonly expectedVersion: number }
type Done<R> = { readonly events: EventDraft[]; readonly result: R }

/** A scope's next chain, or none of its own any more, put before a second person; until then nothing changes. */
export async function proposeChain(
  tx: WriteTx,
  { person, now }: By,
  { scope: requestedScope, steps, reason, expectedVersion }: Form,
  rooms: Rooms,
): Promise<Done<{ proposalId: string }>> {
  const subject = await lockPlace(tx)
  const { scope } = scopeFor(CHAIN, requestedScope, await listScopes(asReadDb(tx), rooms))
  if (steps === INHERITED && scope === 'place') throw new RefusalError({ code: 'closeout.empty', detail: { what: '销号环节' } })
  await refuseOtherSetting(tx, { key: CHAIN, scope }, expectedVersion)
  if ((await openProposals(asReadDb(tx))).some((open) => open.scope === scope)) throw new RefusalError({ code: 'closeout.proposal-open' })
  const id = randomUUID()
  await sql`insert into chain_proposal (id, scope, base_version, steps, reason, proposed_by, proposed_at)
    values (${id}, ${scope}, ${expectedVersion}, ${steps && JSON.stringify(steps)}::jsonb, ${reason}, ${person}, ${now})`.execute(tx)
  return { events: [{ act: 'closeout.propose-chain', subject, reason, rows: [['chain_proposal', id]] }], result: { proposalId: id } }
}

/** Approves a proposed chain, which then holds for what is applied for from now on; or refuses or withdraws it. Files that run keep theirs. */
export async function settleChain(
  tx: WriteTx,
  { person, now }: By,
  proposalId: string,
  { decision, reason }: z.output<typeof settleChainEndpoint.input>,
): Promise<Done<typeof OK>> {
  const subject = await lockPlace(tx)
  const proposal = (await openProposals(asReadDb(tx))).find(({ id }) => id === proposalId)
  if (!proposal) throw new RefusalError({ code: 'closeout.proposal-not-found' })
  const { scope, steps, versionNow } = proposal
  const refusal = settleRefusal(proposal, decision, person, versionNow)
  if (refusal) throw new RefusalError(refusal)
  if (decision === 'refused' && reason === undefined) throw new RefusalError({ code: 'closeout.empty', detail: { what: '不批准的原因' } })
  await sql`update chain_proposal set decision = ${decision}, decided_by = ${person}, decided_at = ${now}, decision_reason = ${reason ?? null}
    where id = ${proposalId}`.execute(tx)
  const row: ChangedRow = ['chain_proposal', proposalId]
  if (decision !== 'approved') return { events: [{ act: 'closeout.settle-chain', subject, reason, rows: [row] }], result: OK }
  await addSettingVersion(tx, { key: CHAIN, scope, value: steps })
  return { events: [{ act: 'closeout.save-chain', subject, reason: proposal.reason, rows: [row, ['setting', CHAIN]] }], result: OK }
}

export type OpenProposal = Proposal & {
  readonly id: string
  readonly scope: string
  readonly steps: Chain | null
  readonly reason: string
  readonly by: string
  readonly at: Date
  /** Of the scope's chain in force. */
  readonly versionNow: number
}
/** Changes that wait for a second person: one a scope at most. */
export const openProposals = (db: ReadDb) =>
  queryRows<OpenProposal>(
    db,
    sql`select r.id, r.scope, r.base_version as "baseVersion", r.steps, r.reason, r.proposed_by as "proposedBy", q.name as by, r.proposed_at as at,
        (select coalesce(max(k.version), 0) from setting k where k.key = ${CHAIN} and k.scope = r.scope)::int as "versionNow"
      from chain_proposal r join person q on q.id = r.proposed_by where r.decision is null order by r.proposed_at, r.id`,
  )
